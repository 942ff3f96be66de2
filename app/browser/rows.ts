import { liveRows } from '../ui/live-rows.ts';

for (const box of document.querySelectorAll<HTMLElement>('[data-rows]')) liveRows(box);
