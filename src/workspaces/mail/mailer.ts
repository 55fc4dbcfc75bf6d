/** What each mail says, by its name: the values are put into sentences of ours, never into a subject. */
export type MailValues = {
  invitation: { workspace: string; role: string; token: string };
  reset: { token: string };
  verify: { token: string };
  account_erased: Record<never, never>;
};
export type MailName = keyof MailValues;

export type Mailer = {
  /** `operationId` names what the mail is of, so that a log tells which call sent it. */
  send: <Name extends MailName>(
    name: Name,
    to: string,
    values: MailValues[Name],
    operationId: string,
  ) => Promise<void>;
};
