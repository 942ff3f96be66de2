import { beginForm } from '../routes/school/report-edit/live-form.ts';
import { checks } from '../text/en/checks.ts';
import { draft } from '../text/en/draft.ts';
import { report } from '../text/en/report.ts';
import { review } from '../text/en/review.ts';

beginForm({ checks, draft, report, review });
