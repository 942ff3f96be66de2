/** What a school's first page shows of its use case's answer. */
import { isUnsolved } from '#app/domain/problems/problem-state.ts';
import { reportCan } from '#app/domain/reports/report.ts';
import type { SchoolCampaign, SchoolReport, seeSchool } from '#app/use-cases/organisations/see-school.server.ts';
import { filedLine } from '../../_report/filed-line.ts';

/** All others are one link away. */
const filedShown = 3;

export function schoolShown({ campaigns, ...seen }: Awaited<ReturnType<typeof seeSchool>>) {
  return { ...seen, campaigns: campaigns.map(campaignShown) };
}

function campaignShown({ id, order, ladders, closing, reports, clocks, ahead, problems }: SchoolCampaign) {
  const unfiled = reports.filter(reportCan.file);
  return {
    ...{ id, order, ladders, closing, clocks },
    open: unfiled.filter(({ locked }) => !locked).map(lineOf),
    closed: unfiled.filter(({ locked }) => locked).map(lineOf),
    filed: reports
      .filter(({ lastFiledAt }) => lastFiledAt !== null)
      .slice(0, filedShown)
      .map(filedLine),
    ahead: ahead.map(({ asOf, opens }) => ({ asOf, opens })),
    problems: problems && { all: problems.length, unsolved: problems.filter(({ state }) => isUnsolved(state)) },
  };
}

export type ReportShown = ReturnType<typeof lineOf>;
export type CampaignShown = ReturnType<typeof campaignShown>;

function lineOf(report: SchoolReport) {
  const {
    id,
    asOf,
    formName,
    due,
    originalDue,
    fileUntil,
    changeUntil,
    status,
    amendment,
    notRequired,
    closedOn,
    savedAt,
  } = report;
  const { standing, behind } = report;
  return {
    ...{
      id,
      asOf,
      formName,
      due,
      originalDue,
      fileUntil,
      changeUntil,
      status,
      amendment,
      notRequired,
      closedOn,
      standing,
      behind,
    },
    savedAt: status === 'draft' ? savedAt : null,
  };
}
