-- What names are ordered by, as people look for them: № 2 before № 10, since each number gets as many digits as any. ICU's
-- own numeric order (kn) is not known to PGlite.
create function name_order(name text) returns text immutable parallel safe language sql as $$
  select regexp_replace(regexp_replace(name, '(\d+)', '0000000000\1', 'g'), '\d*(\d{10})(?!\d)', '\1', 'g')
$$;

-- A name as far as readers tell it from others: of either case, Ё like Е, without quotes, № however it is typed, Latin
-- letters that look like Russian ones, any kind of space. What is searched in and what is searched for are both folded.
create function folded(name text) returns text immutable parallel safe language sql as $$
  select trim(regexp_replace(
    translate(
      regexp_replace(
        lower(normalize(translate(name, U&'\00A0\2007\2009\202F\2010\2011\2013\2014\2212', '    -----'), nfc) collate ru),
        '(№|#|\mn[o°º]?\.?)\s*(?=\d)', '№', 'g'
      ),
      'ёacekmhopxytb«»„“”‟"‘’‚''`', 'еасекмнорхутв'
    ),
    '\s+', ' ', 'g'
  ))
$$;

-- Two names are twins when only spaces and signs between the words tell them apart.
create function twin_key(name text) returns text immutable parallel safe language sql as $$
  select translate(folded(name), ' .,-()', '')
$$;
