-- Administrators and analysts are told of what keeps the product from doing its work by itself.
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in
  ('opened', 'dueIn7', 'dueIn1', 'overdue', 'filed', 'returned', 'accepted', 'reviewerIdle', 'reminder', 'moved', 'handedOver',
   'factorOn', 'factorOff', 'factorReset', 'recoveryUsed', 'fileReady', 'jobFailed', 'lettersStuck', 'schedulerAway')) not valid;
