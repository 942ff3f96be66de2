import type { signIn as ru } from '../ru/sign-in.ts';

export const signIn = {
  title: 'Sign in',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Sign in',
  forgotten: 'Forgotten your password? The administrator can send a new invitation.',
  interrupted: {
    title: 'Your session has ended; what you typed is kept',
    text: 'Sign in again and you will return to what you were typing.',
    back: 'You are signed in',
    backText: 'What you typed before the session ended is waiting here. Send it again.',
    send: 'Send what I typed',
    files: (names: string) => `Files are not kept and have to be chosen once more: ${names}.`,
  },
  faults: {
    shortPassword: 'The password is shorter than 10 characters. Choose a longer one.',
    commonPassword: 'This password is among the first that are tried. Choose another one, best of all several words.',
    ownPassword:
      'Your name, e-mail, organisation or the name of this program is in the password: everybody knows them. Choose another one.',
    wrongPassword: 'The current password is wrong.',
    tooLong: 'The password is too long: at most 200 characters.',
  },
  invitation: {
    title: 'Set your password',
    lead: (name: string, email: string) => `${name}, you will sign in with ${email}.`,
    password: 'New password',
    passwordHint:
      'At least 10 characters, none of the most used ones, without your name, e-mail, organisation or the name of this program. Several words in a row are best.',
    submit: 'Save and sign in',
  },
  account: {
    title: 'Your account',
    role: 'Role',
    changePassword: 'Change password',
    current: 'Current password',
    next: 'New password',
    change: 'Change password',
    changeNote: 'Changing the password ends your sessions on other devices; this one stays.',
    changed: 'Password changed',
    changedText: 'On other devices you now sign in again, with the new password.',
    everywhere: 'Sessions on other devices',
    everywhereText:
      'If you signed in on someone else’s computer or lost your phone, end all sessions at once, this one too.',
    everywhereButton: 'Sign out everywhere',
  },
} satisfies typeof ru;
