-- Whether anybody may see the order, its dates and the last edition's figures of the region and its municipalities, without signing in.
alter table campaigns add column published boolean not null default false;
