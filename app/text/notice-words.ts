import { jobNamed } from '#app/domain/job.ts';
import type { NoticeDetails, NoticeKind } from '#app/domain/notices/notice.ts';
import { rowOf } from '#app/domain/own.ts';
import type { Speech } from './index.tsx';
import { reportDay } from './report-day.ts';
import type { NoticeFacts } from './ru/notices.ts';

/** What of a notice its words are made of; days as ISO text. */
type Told = {
  kind: NoticeKind;
  asOf: string | null;
  formName: string | null;
  organisation: string | null;
  details: Omit<NoticeDetails, 'notRequired'> & { notRequired?: boolean };
};

/**
 * A notice in the reader's words: its sentence, and the short form that is a letter's subject. Of a kind that only a newer
 * release knows, it is said that there is one.
 */
export function noticeWords(told: Told, { t, format }: Speech): { sentence: string; subject: string } {
  const facts = factsOf(told, { t, format });
  const { sentences, unknown, letters } = t.notices;
  return {
    sentence: rowOf(sentences, told.kind)?.(facts) ?? unknown,
    subject: rowOf(letters.subjects, told.kind)?.(facts) ?? unknown,
  };
}

function factsOf(
  { asOf, formName, organisation, details }: Told,
  { t, format }: Pick<Speech, 't' | 'format'>,
): NoticeFacts {
  const day = (at: string | null | undefined) => (at ? format.day(at) : '');
  const {
    due,
    fileUntil,
    changeUntil,
    since,
    ordinal = 1,
    reports = 0,
    notRequired = false,
    file = '',
    until,
    job,
    period = '',
  } = details;
  const known = job === undefined ? null : jobNamed(job);
  return {
    asOf: asOf ? reportDay({ asOf, formName }, format) : '',
    due: day(due),
    // A report that locks on its due day is not taken late.
    fileUntil: fileUntil && due && fileUntil > due ? day(fileUntil) : '',
    changeUntil: day(changeUntil),
    organisation: organisation ?? '',
    again: ordinal > 1,
    notRequired,
    count: reports,
    since: day(since),
    file,
    until: day(until),
    job: known ? t.admin.jobs.names[known.name].title : (job ?? ''),
    period: period.length === 7 ? format.month(period) : day(period),
  };
}
