/** A report's form that was refused: its rows come and go and its shares are counted; the button alone saves it. */
import { liveFields } from '../routes/school/report-edit/live-fields.ts';

const form = document.querySelector<HTMLFormElement>('form[data-reachable]');
if (form) liveFields(form);
