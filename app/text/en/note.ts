import type { note as ru } from '../ru/note.ts';

export const note: typeof ru = {
  title: 'Analytic note',
  titleOf: (month) => `Analytic note, ${month}`,
  link: 'Analytic note',
  download: 'Download as Word',
  edit: 'Change the text',
  source: (number, at) => `From edition № ${number}, data read ${at}.`,
  complete: 'These are the results of the whole month.',
  incomplete: 'The month was not over then: the note is provisional.',
  drafted: 'The text was drafted from the edition’s figures; nobody has changed it yet.',
  written: (by, at, version) => `Saved by ${by}, ${at}, version ${version}.`,
  carried: (number) =>
    `The text was carried over from the note on edition № ${number}: the words are the same, the figures are this edition’s. Check and save it.`,
  saved: 'The note is saved',
  savedText: 'Its figures stay bound to the edition.',
  editions: 'Edition',
  editionNumber: (number) => `№ ${number}`,
  empty: 'This section has no text and will not be in the note.',

  noEdition: {
    title: 'There is no edition for this month yet',
    text: 'The note is drafted from an edition. It is compiled on the 1st for the month before; an administrator can do it earlier.',
    toSummary: 'To today’s figures',
  },

  changed: {
    title: (number) => `Figures that edition № ${number} had otherwise`,
    none: (number) => `All figures of the note are those of edition № ${number}.`,
    figure: 'Figure',
    was: 'Before',
    now: 'Now',
    inText: (was) => `was: ${was}`,
    wasNot: 'was not there',
  },

  numbers: {
    title: 'The text has numbers that are not the edition’s',
    text: 'They were typed by hand and will not change with the next edition. If the edition has the number, put its figure in square brackets.',
    line: (section, numbers) => `${section}: ${numbers}`,
  },
  gone: {
    title: 'The text speaks of figures that this edition has not',
    text: 'Take them out or put others in their place.',
  },
  turned: {
    title: 'The figures have changed so that the text may be untrue',
    text: 'From the new edition these sections would be drafted otherwise. Check them: ',
  },

  editor: {
    title: 'Text of the note',
    lead: 'Words can be changed as you like. What stands in square brackets are the edition’s figures: they can be moved, not rewritten. Change the case inside the brackets: [21 школа], [21 школы], [21 школой].',
    paragraphs: 'Each line is a new paragraph.',
    without: 'Take these figures out of the note',
    withoutHint: (figures) => `They will no longer be in the text: ${figures}`,
    redraft: 'Go back to the text drafted from the figures',
    redraftHint: 'What is typed in this section will be replaced on saving.',
    draftNow: 'How this section is drafted from the new edition',
    signature: 'Who signs',
    signatureHint: 'Remembered for the next note.',
    position: 'Office',
    name: 'Name and initials',
    author: 'Written by',
    phone: 'Telephone of who wrote it',
    optional: 'optional',
    offered: 'Figures that can be added',
    offeredText: 'Copy a figure with its brackets to where it belongs in the text.',
    offeredFigure: 'Figure',
    offeredAs: 'How it is written',
  },

  faults: {
    unknownFigure: 'Only a figure of this edition can stand in square brackets. Take the brackets off or correct:',
    lostFigure: 'Figures are missing from the text. Put them back or tick that they were taken out on purpose:',
    tooLong: 'The section’s text is too long. Shorten it',
    missing: 'The section has not arrived. Open the page anew',
    unreadable: 'The text has characters that cannot be stored. Type it anew',
  },
};
