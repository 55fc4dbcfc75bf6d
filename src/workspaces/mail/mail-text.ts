import type { MailName, MailValues } from './mailer.ts';

type Texts = {
  [Name in MailName]: (values: MailValues[Name]) => { subject: string; text: string };
};

/** Plain text: nothing to be fooled by, and readable everywhere. Names of people never get into a subject. */
const TEXTS: Texts = {
  invitation: ({ workspace, role, token }) => ({
    subject: 'You are invited to a workspace of Castline',
    text: paragraphs(
      `You are invited to the workspace “${workspace}” as ${role}.`,
      'Accept with this token, which works once and for seven days:',
      token,
      'Whoever has it can take your place, so give it to nobody. If you know nothing of this, do nothing.',
    ),
  }),
  verify: ({ token }) => ({
    subject: 'Is this your address?',
    text: paragraphs(
      'Somebody with an account of Castline says that this is their address. Verify it with this token, which works once and for a day:',
      token,
      'If that was not you, do nothing.',
    ),
  }),
  account_erased: () => ({
    subject: 'Your account of Castline is erased',
    text: paragraphs(
      'Your account and all that was yours alone are erased. Nobody can bring them back.',
      'If you did not ask for that, somebody knew your password: change it wherever else you use it.',
    ),
  }),
  reset: ({ token }) => ({
    subject: 'A new password for Castline',
    text: paragraphs(
      'Somebody asked for a new password of your account. Set it with this token, which works once and for an hour:',
      token,
      'If that was not you, do nothing: your password stays.',
    ),
  }),
};

export const mailText = <Name extends MailName>(name: Name, values: MailValues[Name]) =>
  TEXTS[name](values);

const paragraphs = (...texts: string[]) => `${texts.join('\n\n')}\n`;
