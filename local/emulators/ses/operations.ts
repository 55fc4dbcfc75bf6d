import type { RequestedOperation } from '../wire/operation.ts';

/** Every operation that this server answers, and the method and path that it has. */
export const SES_OPERATIONS = [
  {
    name: 'SendEmail',
    request: 'POST /v2/email/outbound-emails',
    file: 'src/adapters/ses/ses-mailer.ts',
  },
] as const satisfies readonly RequestedOperation[];
