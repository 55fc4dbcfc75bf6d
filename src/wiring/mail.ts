import { z } from 'zod';
import { sesMailer } from '../adapters/ses/ses-mailer.ts';
import type { Mailer } from '../workspaces/mail/mailer.ts';
import { environment } from './environment.ts';

/** None where the stage names no sender: answers then show what a mail would have said. */
export function mailPort(): { mailer: Mailer | undefined } {
  const { MAIL_SENDER } = environment({ MAIL_SENDER: z.string().optional() });
  return { mailer: MAIL_SENDER ? sesMailer(MAIL_SENDER) : undefined };
}
