import { beginForm } from '../routes/school/report-edit/live-form.ts';
import { checks } from '../text/ru/checks.ts';
import { draft } from '../text/ru/draft.ts';
import { report } from '../text/ru/report.ts';
import { review } from '../text/ru/review.ts';

beginForm({ checks, draft, report, review });
