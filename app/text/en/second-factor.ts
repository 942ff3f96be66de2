import { plural } from '../plural.ts';
import type { secondFactor as ru } from '../ru/second-factor.ts';

export const secondFactor: typeof ru = {
  title: 'Second factor',
  lead: 'Beside the password, signing in asks for a code from an app on your phone. Who knows your password alone does not get in.',
  state: {
    on: (since) => `on since ${since}`,
    off: 'off',
    codesLeft: (n) =>
      n === 0 ? 'No recovery codes are left' : `${n} recovery ${plural.en(n, 'code is', 'codes are')} left`,
  },
  toChange: 'Change',
  owed: 'Turn on the second factor to go on',
  owedText: 'The administrator has made it obligatory for your role. The other pages open afterwards.',

  steps: {
    app: '1. An app on your phone',
    appText: 'Any app for one-time codes (TOTP) will do, such as FreeOTP, Google Authenticator or Yandex Key.',
    secret: '2. The key',
    secretText: 'Add an entry to the app by hand and type this key. Capital and small letters are the same.',
    secretLabel: 'Key for the app',
    link: 'On this very phone: open in the app',
    confirm: '3. The check',
  },
  password: 'Current password',
  code: 'Code from the app',
  codeHint: '6 digits. The code changes every 30 seconds.',
  anyCode: 'Code from the app, or a recovery code',
  anyCodeHint: '6 digits from the app. Without the phone, the 12 digits of a recovery code.',
  turnOn: 'Turn on',
  turnedOn: 'The second factor is on',
  renewed: 'New recovery codes are ready; the earlier ones have ended',
  turnedOff: 'The second factor is off',
  codes: {
    title: 'Recovery codes',
    text: 'Save or print them now: they are not shown again. Each stands in once for the code from the app when the phone is not at hand.',
    done: 'The codes are saved, go on',
  },
  change: {
    title: 'Change',
    text: 'New codes and turning off both need the password and a code.',
    renew: 'Get new recovery codes',
    turnOff: 'Turn off the second factor',
    required: 'It cannot be turned off: your role requires it.',
    lost: 'If both the phone and the recovery codes are lost, the administrator resets the second factor.',
  },
  faults: {
    wrongPassword: 'The password is wrong.',
    wrongCode: 'The code did not fit. Check that the phone’s clock is right, and type the code that it shows now.',
    usedCode: 'This code has been used. Wait for the next one; it comes within seconds.',
    alreadyOn: 'The second factor is on already. Open the page anew.',
    required: 'Your role requires the second factor; it cannot be turned off.',
  },

  signIn: {
    title: 'Code for signing in',
    lead: 'The password is right. Now type the code. You have 10 minutes.',
    submit: 'Sign in',
    lost: 'Neither the phone nor a recovery code? The administrator resets the second factor.',
    again: 'Sign in as somebody else',
  },

  admin: {
    title: 'Second factor by role',
    lead: 'Who signs in with such a role and has no second factor turns it on first and sees the rest only afterwards. Sessions that are open already are no exception.',
    label: 'Obligatory for the roles',
    people: (on, of) => `turned on by ${on} of ${of}`,
    save: 'Save',
    saved: 'Saved',
    changed: 'Another administrator changed the list while you were at work. Check the ticks and save once more.',
    now: (roles) => `Stored now: ${roles}`,
    none: 'no role',
    kept: 'Keys of second factors lie in the database unencrypted',
    keptText:
      'Whoever reads the database or a copy of it can make codes. To have the keys encrypted, set SECRET_KEY and restart the program; earlier keys are encrypted at their owner’s next sign-in.',
    home: 'Roles that need a second factor',
    homeHint: 'They type a code from an app when they sign in.',
    ofPerson: 'Second factor',
    reset: 'Reset the second factor',
    resetText:
      'If both the phone and the recovery codes are lost. The sessions end and the password alone lets in; make sure first that it is the person who asks.',
    factorReset: 'The second factor has been reset, the sessions have ended',
  },

  locked: {
    title: 'Signing in is closed for a while',
    until: (at) => `Until ${at}: too many failed attempts to sign in. Afterwards it is open again.`,
    button: 'Lift the limit',
    unlocked: 'The limit is lifted; signing in is open at once',
    home: 'Signing in closed after failed attempts',
    homeHint: 'Opens by itself within a quarter of an hour; the limit can be lifted on the person’s page.',
  },
};
