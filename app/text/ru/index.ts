import { admin } from './admin.ts';
import { everywhere } from './everywhere.ts';
import { orders } from './orders.ts';
import { refusals } from './refusals.ts';
import { region } from './region.ts';
import { report } from './report.ts';
import { review } from './review.ts';
import { school } from './school.ts';
import { signIn } from './sign-in.ts';

export const ru = { everywhere, signIn, school, report, review, region, admin, refusals, orders };
