/** Somebody has just signed out here: what they typed is nobody else's to find. */
import { browserStorage, forgetTextsOf } from '../routes/_report/kept-text.ts';

const left = document.querySelector<HTMLElement>('[data-left]')?.dataset.left;
if (left) forgetTextsOf(browserStorage(), Number(left));
