import type { exports as ru } from '../ru/exports.ts';

export const exports: typeof ru = {
  title: 'My files',
  lead: 'A large file is made while you do something else: you may close the page. You are told when it is ready.',
  ask: 'Prepare the file',
  askHint: 'For large regions: the file is made without you.',
  none: 'No files. One can be prepared on the region’s page.',
  caption: 'Files that you have asked for',
  file: 'File',
  summary: (at) => `Summary for ${at}`,
  onDay: (day) => `Summary as of ${day}`,
  edition: (number) => `edition no. ${number}`,
  asked: 'Asked for',
  state: 'State',
  states: { waiting: 'waiting', running: 'being made', ready: 'ready', failed: 'failed' },
  size: (megabytes) => `${megabytes} MB`,
  until: (day) => `to be fetched until ${day}`,
  download: 'Download',
  again: 'Try again. If it fails once more, tell the administrator.',
};
