import * as z from 'zod';
import { sesMailer } from '../adapters/ses/ses-mailer.ts';
import { createLog, describeError } from '../kernel/logger.ts';
import type { Mailer } from '../workspaces/mail/mailer.ts';
import { environment } from './environment.ts';

/** None where the stage names no sender: answers then show what a mail would have said. */
export function mailPort(): { mailer: Mailer | undefined } {
  const { MAIL_SENDER } = environment({ MAIL_SENDER: z.string().optional() });
  return { mailer: MAIL_SENDER ? loggedFailures(sesMailer(MAIL_SENDER)) : undefined };
}

/** Callers go on without the mail, so that the operator would not hear of it. */
function loggedFailures(mailer: Mailer): Mailer {
  const log = createLog();
  return {
    send: (name, to, values, operationId) =>
      mailer.send(name, to, values, operationId).catch((error: unknown) => {
        log.error('mail not sent', { mail: name, operation: operationId, ...describeError(error) });
        throw error;
      }),
  };
}
