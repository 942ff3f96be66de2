-- Outside of a transaction: people go on reading and writing meanwhile.
alter table notices validate constraint notices_kind_check;
-- When a letter has last left.
create index concurrently if not exists letters_sent on letters (sent_at) where sent_at is not null;
