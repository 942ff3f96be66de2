import { admin } from './admin.ts';
import { amendment } from './amendment.ts';
import { archive } from './archive.ts';
import { behind } from './behind.ts';
import { calendar } from './calendar.ts';
import { calls } from './calls.ts';
import { campaign } from './campaign.ts';
import { charts } from './charts.ts';
import { checks } from './checks.ts';
import { documents } from './documents.ts';
import { downloads } from './downloads.ts';
import { draft } from './draft.ts';
import { everywhere } from './everywhere.ts';
import { explore } from './explore.ts';
import { exports } from './exports.ts';
import { history } from './history.ts';
import { imports } from './imports.ts';
import { note } from './note.ts';
import { notices } from './notices.ts';
import { openPage } from './open-page.ts';
import { orders } from './orders.ts';
import { plans } from './plans.ts';
import { problems } from './problems.ts';
import { queue } from './queue.ts';
import { refusals } from './refusals.ts';
import { region } from './region.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { school } from './school.ts';
import { secondFactor } from './second-factor.ts';
import { signIn } from './sign-in.ts';
import { targets } from './targets.ts';
import { territory } from './territory.ts';
import { trust } from './trust.ts';

export const en = {
  everywhere,
  signIn,
  secondFactor,
  school,
  report,
  review,
  queue,
  amendment,
  region,
  campaign,
  archive,
  behind,
  downloads,
  explore,
  exports,
  admin,
  refusals,
  orders,
  openPage,
  draft,
  plans,
  problems,
  calendar,
  checks,
  charts,
  documents,
  imports,
  notices,
  note,
  calls,
  targets,
  territory,
  history,
  trust,
};
