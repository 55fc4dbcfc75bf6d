import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { lazy } from '../../kernel/lazy.ts';
import { mailText } from '../../workspaces/mail/mail-text.ts';
import type { Mailer } from '../../workspaces/mail/mailer.ts';

const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' });

/** Mails by SES, from an address that SES knows to be the operator's. */
export function sesMailer(sender: string): Mailer {
  const client = lazy(async () => new SESv2Client({}));
  return {
    async send(name, to, values, operationId) {
      const { subject, text } = mailText(name, values);
      await (await client()).send(
        new SendEmailCommand({
          FromEmailAddress: sender,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text) } } },
          EmailTags: [
            { Name: 'mail', Value: name },
            { Name: 'operation', Value: operationId },
          ],
        }),
      );
    },
  };
}
