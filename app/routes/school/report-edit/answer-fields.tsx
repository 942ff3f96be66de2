import { type ReactNode, useId } from 'react';
import { type Answers, fillBlanks, type Item, type Typed } from '#app/domain/reports/form.ts';
import { type Speech, useText } from '#app/text/index.tsx';
import { Checkbox, Choice, DateField, NumberField, TextArea, TextField } from '#app/ui/field.tsx';
import { Tag } from '#app/ui/tag.tsx';
import { AnswerView } from '../../_report/answer-view.tsx';
import { ActsFields } from './acts-fields.tsx';
import css from './answer-fields.module.css';
import { shownDay } from './shown-day.ts';
import { typedShare } from './typed-share.ts';

export type Shared = {
  /** What the fields begin with. */
  typed: Typed;
  /** By field name. */
  errors: Record<string, string>;
  /** `school` is the closed school whose answers they are; null for the school's own. */
  previous: { asOf: string; answers: Answers; school: string | null } | null;
  systems: string[];
  /** What somebody else saved meanwhile, shown beside the items that differ. */
  theirs?: { items: string[]; theirs: Answers | null };
};

type AnswerFieldsProps = Shared & {
  item: Item;
  school: string;
  /** The answer differs from the last report's. */
  changed: boolean;
  /** What stands with the line besides: remarks of a return, warnings. */
  notes?: ReactNode;
};

/** One numbered line of the form: its words, the previous answer, its fields. */
export function AnswerFields({ item, school, changed, notes, ...shared }: AnswerFieldsProps) {
  const { typed, previous, theirs } = shared;
  const speech = useText();
  const { t } = speech;
  const words = t.report.edit;
  const id = useId();
  const title = fillBlanks(item.title, { organisation: school });
  if (item.kind === 'heading') {
    return (
      <h2 className={css.heading} lang="ru">
        {item.number}. {title}
      </h2>
    );
  }
  // 5.1 stands under the heading 5; an item without one stands beside it.
  const Title = item.number.includes('.') ? 'h3' : 'h2';
  return (
    <section className={css.item} aria-labelledby={id}>
      <Title id={id} className={css.title} lang="ru">
        <span className={css.number}>{item.number}.</span> {title}
        {item.hint && <span className={css.hint}> ({item.hint})</span>}
      </Title>
      <ChangedMark of={item.id} changed={changed} />
      {notes}
      <div className={css.body}>
        <div>{fieldsOf(item, title, shared, typed)}</div>
        {previous && (
          <Beside title={previousTitle(previous, speech)}>
            <AnswerBeside item={item} answers={previous.answers} empty={words.previousEmpty} />
          </Beside>
        )}
        {theirs?.items.includes(item.id) && (
          <Beside title={words.now}>
            <AnswerBeside item={item} answers={theirs.theirs} empty={words.nowEmpty} />
          </Beside>
        )}
      </div>
    </section>
  );
}

/** Whose answer stands beside the field, and of which day. */
export function previousTitle(
  { asOf, school }: { asOf: string; school: string | null },
  { t, format }: Speech,
): string {
  const day = format.day(asOf);
  return school === null ? t.report.edit.previous(day) : t.territory.previousOf(school, day);
}

/** That the answer differs from the last report's. */
export function ChangedMark({ of, changed }: { of: string; changed: boolean }) {
  return <div data-changed={of}>{changed && <Changed />}</div>;
}

/** The mark itself, which the script copies too. */
export function Changed() {
  const { t } = useText();
  return (
    <p className={css.changed}>
      <Tag tone="waiting">{t.draft.changed}</Tag>
    </p>
  );
}

/** An answer that stands elsewhere: in the last report, or in this one since somebody else's save. */
export function Beside({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className={css.beside}>
      <p className={css.besideTitle}>{title}</p>
      {children}
    </div>
  );
}

function AnswerBeside({ item, answers, empty }: { item: Item; answers: Answers | null; empty: string }) {
  const answer = answers?.items[item.id];
  return answer === undefined ? <p>{empty}</p> : <AnswerView item={item} answer={answer} />;
}

function fieldsOf(item: Item, title: string, { errors, systems }: Shared, typed: Typed): ReactNode {
  const props = (part: string) => {
    const name = `${item.id}:${part}`;
    return { name, defaultValue: typed[name], error: errors[name] };
  };
  const check = (part: string) => {
    const name = `${item.id}:${part}`;
    return { name, defaultChecked: typed[name] === 'on', error: errors[name] };
  };
  switch (item.kind) {
    case 'text':
      return (
        <TextField
          {...props('text')}
          label={title}
          labelHidden
          suggestions={item.suggest === 'systems' ? systems : undefined}
        />
      );
    case 'longText':
      return <TextArea {...props('text')} label={title} labelHidden />;
    case 'person':
      return <PersonFields props={props} />;
    case 'approval':
      return <ApprovalFields item={item} props={props} check={check} />;
    case 'acts':
      return <ActsFields item={item} typed={typed} props={props} check={check} />;
    case 'share':
      return <ShareFields item={item} props={props} />;
    case 'yesNo':
      return <YesNoField title={title} {...props('choice')} />;
    case 'day':
      return <DayFields item={item} title={title} props={props} check={check} />;
    default:
      return null;
  }
}

export type Props = (part: string) => { name: string; defaultValue: string | undefined; error: string | undefined };
export type Check = (part: string) => { name: string; defaultChecked: boolean; error: string | undefined };

function PersonFields({ props }: { props: Props }) {
  const { t } = useText();
  return (
    <>
      <TextField {...props('name')} label={t.report.edit.name} autoComplete="off" />
      <TextField {...props('position')} label={t.report.edit.position} autoComplete="off" />
    </>
  );
}

function ApprovalFields({ item, props, check }: { item: Item; props: Props; check: Check }) {
  const { t } = useText();
  return (
    <>
      <div className={css.row}>
        <TextField {...props('number')} label={t.report.edit.number} width="medium" autoComplete="off" />
        <DateField {...shownDay(props('date'))} label={t.report.edit.date} hint="" />
      </div>
      {item.mayBeNone && <Checkbox {...check('none')} label={t.report.edit.none} />}
    </>
  );
}

function ShareFields({ item, props }: { item: Item; props: Props }) {
  const { t, format } = useText();
  const words = t.report.edit;
  const n = props('n');
  const of = props('of');
  return (
    <>
      <div className={css.row} data-share>
        <NumberField {...n} label={words.n} />
        <NumberField {...of} label={item.base ? words.of(item.base) : words.ofPlain} />
        <output className={css.percent}>{format.percent(typedShare(n.defaultValue, of.defaultValue))}</output>
      </div>
      {item.classes && (
        <TextField {...props('classes')} label={words.classes} hint={words.classesHint} autoComplete="off" />
      )}
    </>
  );
}

function YesNoField({ title, ...field }: { title: string } & ReturnType<Props>) {
  const { t } = useText();
  const options = [
    { value: 'yes', label: t.report.edit.yes },
    { value: 'no', label: t.report.edit.no },
  ];
  return <Choice {...field} label={title} labelHidden inRow options={options} />;
}

function DayFields({ item, title, props, check }: { item: Item; title: string; props: Props; check: Check }) {
  const { t } = useText();
  return (
    <>
      <DateField {...shownDay(props('date'))} label={title} labelHidden />
      {item.mayBeNone && <Checkbox {...check('none')} label={t.report.edit.noneInUse} />}
    </>
  );
}
