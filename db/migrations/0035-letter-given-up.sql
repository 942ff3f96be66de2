-- Administrators are told of a letter that was given up. What stands there already has passed a narrower check.
alter table notices drop constraint notices_kind_check;
alter table notices add constraint notices_kind_check check (kind in
  ('opened', 'dueIn7', 'dueIn1', 'overdue', 'filed', 'returned', 'accepted', 'reviewerIdle', 'reminder', 'moved', 'handedOver',
   'factorOn', 'factorOff', 'factorReset', 'recoveryUsed', 'fileReady', 'jobFailed', 'lettersStuck', 'letterGivenUp', 'schedulerAway')) not valid;
