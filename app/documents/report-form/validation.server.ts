import type exceljs from 'exceljs';
import { largestCount, longest } from '#app/domain/reports/form.ts';
import { reportForm as words } from '#app/text/ru/report-form.ts';
import type { Input } from './item-layout.ts';

/** What Excel itself asks of the cell, so that most mistakes are found where they are made. */
export function validationOf({
  kind,
  options = [],
  most = longest.line,
  about,
  prompt,
}: Input): exceljs.DataValidation {
  const shared = {
    allowBlank: true,
    showInputMessage: true,
    promptTitle: about.slice(0, 32),
    prompt: prompt.slice(0, 255),
    showErrorMessage: true,
    errorStyle: 'stop',
    errorTitle: words.wrong.title,
  } as const;
  switch (kind) {
    case 'count':
      return { ...shared, type: 'whole', operator: 'between', formulae: [0, largestCount], error: words.wrong.count };
    case 'date':
      return {
        ...shared,
        type: 'date',
        operator: 'between',
        formulae: [new Date('1901-01-01T00:00:00Z'), new Date('2199-12-31T00:00:00Z')],
        error: words.wrong.date,
      };
    case 'list':
      return {
        ...shared,
        type: 'list',
        formulae: [`"${options.map(({ text }) => text).join(',')}"`],
        error: words.wrong.list,
      };
    case 'text':
      return {
        ...shared,
        type: 'textLength',
        operator: 'lessThanOrEqual',
        formulae: [most],
        error: words.wrong.text(most),
      };
  }
}
