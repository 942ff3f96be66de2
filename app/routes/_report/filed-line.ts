import type { SchoolReport } from '#app/use-cases/organisations/see-school.server.ts';

/** Of a report what a table of filed ones shows. */
export function filedLine(report: Omit<SchoolReport, 'locked' | 'behind'>) {
  const { id, campaignId, asOf, formName, due, lastFiledAt, firstLate, lastOrdinal, standing } = report;
  return { id, campaignId, asOf, formName, due, lastFiledAt, firstLate, lastOrdinal, standing };
}

export type FiledLine = ReturnType<typeof filedLine>;
