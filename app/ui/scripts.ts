/** All that ever runs in a browser, each by the name that a part of a page asks for it; nothing else is shipped. */
export const scripts = {
  charts: 'app/browser/charts.ts',
  chooseAll: 'app/browser/choose-all.ts',
  forgetTyped: 'app/browser/forget-typed.ts',
  formFields: 'app/browser/form-fields.ts',
  keepPlace: 'app/browser/keep-place.ts',
  largeFiles: 'app/browser/large-files.ts',
  lookAgain: 'app/browser/look-again.ts',
  password: 'app/browser/password.ts',
  print: 'app/browser/print.ts',
  reachable: 'app/browser/reachable.ts',
  reportFormEn: 'app/browser/report-form.en.ts',
  reportFormRu: 'app/browser/report-form.ru.ts',
  rows: 'app/browser/rows.ts',
} as const;

export type ScriptName = keyof typeof scripts;
