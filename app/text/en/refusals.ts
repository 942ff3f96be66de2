import type { ArchiveTrouble } from '#app/domain/editions/archive.ts';
import type { ReportAction, ReportStatus } from '#app/domain/reports/report.ts';
import { plural } from '../plural.ts';
import type { refusals as ru } from '../ru/refusals.ts';

const cannot: Record<ReportAction, string> = {
  save: 'changed',
  file: 'filed',
  accept: 'accepted',
  return: 'returned',
  amend: 'amended',
  dropAmendment: 'left without the amendment',
};

const isNow: Record<ReportStatus, string> = {
  due: 'nobody has begun it yet',
  draft: 'the school is still filling it in',
  filed: 'it has been filed and is in review',
  returned: 'it has been returned to the school',
  accepted: 'it has been accepted already',
};

const archiveTroubles: Record<ArchiveTrouble, string> = {
  missing: 'The archive’s folder is not there or not set (ARCHIVE_DIR). Check whether its disk is mounted.',
  unreadable: 'The folder or a file in it cannot be read. Check permissions and the disk.',
  unwritable: 'The folder cannot be written to. Check permissions and whether the disk is mounted read-only.',
  full: 'The archive’s disk is full. Make room and try again.',
  emptied:
    'The folder is empty although files of editions were in it. Check whether its disk is mounted. Nothing has been written.',
  failed: 'The archive’s disk answered with an error. Check it and try again.',
};

function wait(seconds: number): string {
  if (seconds < 60) return `${seconds} ${plural.en(seconds, 'second', 'seconds')}`;
  const minutes = Math.ceil(seconds / 60);
  return `${minutes} ${plural.en(minutes, 'minute', 'minutes')}`;
}

const turnedAway: (typeof ru)['turnedAway'] = {
  away: {
    title: 'Svodka is not available for the moment',
    text: 'Its database does not answer. As a rule this lasts no longer than a few minutes.',
    ofForm:
      'Whether what you sent has been saved is not known. It is still on this page: leave it open, wait, and send it again.',
  },
  crowd: {
    title: 'Too many requests at once',
    text: 'More pages were opened or sent than the server can deal with. Wait a few seconds.',
    ofForm: 'Nothing was changed. What you typed is still on this page: leave it open and send it again.',
  },
  tryAgain: 'Try again',
  sendAgain: 'Send again',
};

export const refusals = {
  archiveTroubles,
  kinds: {
    movedAway: ({ to, since }) => ({
      title: 'The school has moved to another municipality',
      text: `Since ${since} it belongs to ${to}, and so do its reports. If that is a mistake, turn to the administrator.`,
    }),
    notFound: {
      title: 'Page not found',
      text: 'Check the address. The page may have been removed, or you may have no access to it.',
    },
    forbidden: {
      title: 'You cannot do this',
      text: 'Nothing was changed. If you need it for your work, ask the administrator.',
    },
    faults: {
      title: 'Check the answers',
      text: 'Some answers are missing or cannot be read. They are listed at the top of the page.',
    },
    fields: {
      title: 'Check the fields',
      text: 'Some fields are missing or cannot be read. They are listed at the top of the page.',
    },
    changedMeanwhile: ({ by, at }) => ({
      title: 'Somebody else changed the report',
      text: `${by}, ${at}. Your answers on this page are not saved but are still in the fields. Compare them with the new ones and save again.`,
    }),
    otherPerson: {
      title: 'You are signed in under another name',
      text: 'Somebody else had opened this page. Its answers are not saved but are still in the fields. Look through them: if you save them now, they are saved under your name.',
    },
    wrongStatus: ({ action, status }) => ({
      title: `The report cannot be ${cannot[action]}`,
      text: `At the moment ${isNow[status]}. Nothing was changed. Open the report again to see where it stands.`,
    }),
    locked: ({ until, closedOn }) => ({
      title: closedOn
        ? 'The campaign is closed'
        : until === null
          ? 'This report is not required from the school'
          : 'The time for changes is over',
      text: closedOn
        ? `From ${closedOn} on nothing is filed or reviewed under this order. Nothing was changed. If that is a mistake, ask the administrator.`
        : until === null
          ? 'Nothing was changed. If the report is needed after all, ask the municipal coordinator.'
          : `The last day was ${until}. Nothing was changed. The municipal coordinator can extend it.`,
    }),
    unknownField: {
      title: 'The form does not fit the report',
      text: 'It has a field that the report does not have. Nothing was changed. Open the report again and repeat.',
    },
    tooManyAttempts: ({ seconds }) => ({
      title: 'Too many attempts',
      text: `Wait ${wait(seconds)} and try again.`,
    }),
    wrongPassword: {
      title: 'Wrong e-mail address or password',
      text: 'Check the keyboard layout and Caps Lock. If you forgot the password, ask the administrator.',
    },
    signInOver: {
      title: 'The time for the code is over',
      text: 'Sign in again: your e-mail address and password, then a new code.',
    },
    invitationOver: {
      title: 'The invitation is no longer valid',
      text: 'It has been used, or its time is over. Ask the administrator for a new one.',
    },
    jobRunning: {
      title: 'The job is already running',
      text: 'There is no need to start it twice. Wait for it to end: the result will appear on this page.',
    },
    rehearsing: {
      title: 'A rehearsal is under way',
      text: 'Somebody else or another tab has begun it, and two at once would hold everybody up. Open this page again in half a minute.',
    },
    noSoundCopy: {
      title: 'There is nothing to restore from',
      text: 'Neither copy of this edition fits its checksum. Nothing has been changed. Take the edition from a backup of the database or of the archive.',
    },
    archive: ({ trouble }) => ({
      title: 'The folder of the second copies does not work',
      text: archiveTroubles[trouble],
    }),
    notApproved: {
      title: 'The edition has not been checked yet',
      text: 'An analyst checks it first. Nothing has been sent.',
    },
  },

  faults: {
    notWhole: 'Enter a whole number in digits, for example 25 or 1 250',
    nothingStated: 'If it is zero, enter 0. If there is nothing to state, leave the field empty and explain',
    tooLarge: 'The number is too large. Check for extra digits',
    moreThanBase: 'The part is larger than the whole. Check both numbers',
    noSuchDate: 'There is no such date. Enter day, month and year, for example 01.09.2012',
    notADate: 'Write the date in digits with full stops: day, month and year, for example 01.09.2012',
    inFuture: 'The date is in the future. Check day, month and year',
    tooLong: 'The text is too long. A line holds 300 characters, a large field 4,000',
    notAChoice: 'Choose one of the answers offered',
    noneAndSome: '“Not yet” is ticked, but there are details. Untick it or clear the fields',
    unreadable: 'The text has characters that cannot be stored. Type it again on the keyboard',
    noCopy: 'attach a copy of the document',
    unexplained: 'Write an explanation in words, one sentence is enough',
    missing: 'Enter an answer',
  },

  fields: {
    missing: 'Fill in the field',
    tooLong: 'The text is too long. Shorten it',
    unreadable: 'The text has characters that cannot be stored. Type it again on the keyboard',
    emailNotLatin: 'Only Latin letters can stand before the @. Check the keyboard layout',
    emailDots: 'The address has a full stop too many: at the start, at the end or two in a row. Check it',
    notEmail: 'Enter an e-mail address, for example ivanova@school.ru',
    noSuchDate: 'There is no such date. Enter day, month and year, for example 01.09.2012',
    notADate: 'Write the date in digits with full stops: day, month and year, for example 01.09.2012',
    notAChoice: 'Choose one of the options offered',
    taken: 'This value exists already. Enter another one',
    noFile: 'Choose a file',
    fileTooLarge: 'The file is larger than 10 MB. Choose a smaller one, for instance scanned at a lower resolution',
    fileEmpty: 'The file is empty. Choose another one',
    fileWrongType:
      'This file does not fit: a PDF, a Word document (docx) or a picture (JPEG, PNG) is needed. The content decides, not the name',
    fileMacros: 'The document has macros. Save it as an ordinary Word document (docx) or a PDF',
    tooManyFiles: 'The organisation has 200 files already, no more will fit. Ask the administrator',
    fileLost: 'The file was not kept, because the session had ended. Choose it once more',
  },

  pages: {
    400: {
      title: 'The request could not be read',
      text: 'The address or the form is damaged. Go back to the previous page and try again.',
    },
    401: {
      title: 'Sign in to continue',
      text: 'You are not signed in, or your session is over. You will come back to this page afterwards.',
    },
    403: {
      title: 'No access',
      text: 'Nothing was changed. If you need access for your work, ask the administrator.',
    },
    404: {
      title: 'Page not found',
      text: 'Check the address. The page may have been removed, or you may have no access to it.',
    },
    405: {
      title: 'This cannot be done here',
      text: 'Nothing was changed. Go back to the previous page and use its links and buttons.',
    },
    409: {
      title: 'The data has changed',
      text: 'Somebody else changed it while you were working. Nothing was saved. Open the page again and repeat.',
    },
    413: {
      title: 'Too much data',
      text: 'Nothing was changed. Shorten the long texts or choose a smaller file and send the form again.',
    },
    415: {
      title: 'The wrong kind of data',
      text: 'Nothing was changed. Send the data with the form on the page, and a file in the format named there.',
    },
    422: {
      title: 'Check the answers',
      text: 'Some answers are missing or cannot be read. Nothing was filed. Go back to the form and correct them.',
    },
    429: {
      title: 'Too many attempts',
      text: 'Wait a few minutes and try again.',
    },
    500: {
      title: 'Something failed on the server',
      text: 'It has been recorded. Try again in a few minutes; if it persists, tell the administrator the request number.',
    },
  },

  turnedAway,
  requestNumber: (id: string) => `Request number: ${id}`,
} satisfies typeof ru;
