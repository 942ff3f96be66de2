/** What a schema promises to those who read and write it, by the catalogue, and how one promise differs from another. */
import type pg from 'pg';

type Rows<T> = Record<string, T>;
type Column = { type: string; required: boolean; filled: boolean };
type Constraint = { kind: string; text: string; columns: string[] };
type Index = { unique: boolean; columns: string[] };
export type SchemaPicture = {
  tables: Rows<{ rowSecurity: boolean }>;
  columns: Rows<Column>;
  constraints: Rows<Constraint>;
  indexes: Rows<Index>;
  triggers: Rows<object>;
  functions: Rows<object>;
};

const queries: Record<keyof SchemaPicture, string> = {
  tables: `select c.relname as name, c.relrowsecurity as "rowSecurity" from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'migrations'`,
  columns: `select c.relname || '.' || a.attname as name, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull as required,
      a.atthasdef or a.attidentity <> '' as filled
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and c.relname <> 'migrations'`,
  constraints: `select c.relname || '.' || k.conname as name, k.contype as kind,
      regexp_replace(pg_get_constraintdef(k.oid), ' NOT VALID$', '') as text,
      coalesce((select array_agg(c.relname || '.' || a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum = any(k.conkey)), '{}') as columns
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype <> 'n' and c.relname <> 'migrations'`,
  indexes: `select c.relname || '.' || n.relname as name, i.indisunique as unique,
      coalesce((select array_agg(c.relname || '.' || a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum = any(i.indkey)), '{}') as columns
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_class n on n.oid = i.indexrelid
    where c.relnamespace = 'public'::regnamespace and c.relname <> 'migrations'`,
  triggers: `select c.relname || '.' || t.tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where c.relnamespace = 'public'::regnamespace and not t.tgisinternal`,
  functions: `select p.oid::regprocedure::text as name from pg_proc p where p.pronamespace = 'public'::regnamespace`,
};

export async function schemaPicture(client: pg.ClientBase): Promise<SchemaPicture> {
  const picture: Partial<Record<keyof SchemaPicture, object>> = {};
  for (const [part, query] of Object.entries(queries)) {
    const { rows } = await client.query<{ name: string }>(query);
    picture[part as keyof SchemaPicture] = Object.fromEntries(rows.map(({ name, ...facts }) => [name, facts]));
  }
  return picture as SchemaPicture;
}

/** What the older program, which knows `before`, would stumble over; a sentence each. */
export function brokenPromises(before: SchemaPicture, after: SchemaPicture): string[] {
  return [
    ...Object.keys(queries).flatMap((part) => gone(before, after, part as keyof SchemaPicture)),
    ...Object.entries(before.columns).flatMap(([name, column]) => changedColumn(name, column, after.columns[name])),
    ...Object.entries(after.tables)
      .filter(([name, table]) => table.rowSecurity && before.tables[name]?.rowSecurity === false)
      .map(([name]) => `${name} hides rows by row-level security`),
    ...newInOldTables(before, after),
  ];
}

function gone(before: SchemaPicture, after: SchemaPicture, part: keyof SchemaPicture): string[] {
  return Object.keys(before[part])
    .filter((name) => !(name in after[part]))
    .filter((name) => part === 'tables' || !name.includes('.') || tableOf(name) in after.tables)
    .map((name) => `${name} is gone`);
}

function changedColumn(name: string, before: Column, after: Column | undefined): string[] {
  if (!after) return [];
  const said: string[] = [];
  if (after.type !== before.type) said.push(`${name} was ${before.type} and is ${after.type}`);
  if (after.required && !before.required) said.push(`${name} may no longer be empty`);
  if (!after.required && before.required) said.push(`${name} may be empty, and nobody expects it`);
  if (before.filled && !after.filled) said.push(`${name} has lost its default`);
  return said;
}

/** What is new in a table that the older program writes, and may be in the way of its writes. */
function newInOldTables(before: SchemaPicture, after: SchemaPicture): string[] {
  const fresh = <T>(part: Rows<T>, known: object) =>
    Object.entries(part).filter(([name]) => !(name in known) && tableOf(name) in before.tables);
  const ofOldColumns = (columns: string[]) =>
    columns.length === 0 || columns.some((column) => column in before.columns);
  const filled = (columns: string[]) => columns.some((column) => after.columns[column]?.filled);
  return [
    ...fresh(after.columns, before.columns)
      .filter(([, { required, filled }]) => required && !filled)
      .map(([name]) => `${name} is required and has no default`),
    ...fresh(after.constraints, before.constraints)
      .filter(([, { kind, columns }]) => ofOldColumns(columns) || (kind !== 'c' && filled(columns)))
      .map(([name]) => `${name} is a new constraint on what the older program writes`),
    ...Object.entries(after.constraints).flatMap(([name, constraint]) =>
      narrowed(name, before.constraints[name], constraint),
    ),
    ...fresh(after.indexes, before.indexes)
      .filter(([name, { unique }]) => unique && !(name in after.constraints))
      .filter(([, { columns }]) => ofOldColumns(columns) || filled(columns))
      .map(([name]) => `${name} is a new unique index on what the older program writes`),
    ...fresh(after.triggers, before.triggers).map(
      ([name]) => `${name} is a new trigger on what the older program writes`,
    ),
  ];
}

/** A check may list more words than before; anything else about a constraint stays as it was. */
function narrowed(name: string, before: Constraint | undefined, after: Constraint): string[] {
  if (!before || before.text === after.text) return [];
  const [had, has] = [before, after].map(({ text }) => new Set(text.match(/'[^']*'/g)));
  const bare = ({ text }: Constraint) => text.replace(/'[^']*'::text(, )?/g, '');
  const widened =
    before.kind === 'c' && bare(before) === bare(after) && [...(had ?? [])].every((word) => has?.has(word));
  return widened ? [] : [`${name} was ${before.text} and is ${after.text}`];
}

function tableOf(name: string): string {
  return name.split('.', 1)[0] ?? '';
}
