import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { authenticate } from '../iam/authenticate.ts';
import type { Authority } from '../iam/authority.ts';
import { answer, refuse } from '../wire/answer.ts';
import { parseJson, readBody } from '../wire/exchange.ts';
import type { Callers } from '../wire/local-callers.ts';
import { type LoopbackServer, serveLoopback } from '../wire/loopback-server.ts';
import { WireError } from '../wire/wire-error.ts';
import { SendEmail } from './email.contract.ts';
import { SES_OPERATIONS } from './operations.ts';
import { type Outbox, openOutbox } from './outbox.ts';

const REST = {
  contentType: 'application/json',
  errorPrefix: '',
  invalid: (message: string) => new WireError('BadRequestException', message),
  denied: (message: string) => new WireError('AccessDeniedException', message, { status: 403 }),
};

type SesOptions = {
  /** Where mails are kept: nothing leaves the machine. */
  folder: string;
  port?: number;
  callers?: Callers;
  accountId?: string;
  region?: string;
  authority: Authority;
};

/** SES v2 on the loopback address. What is sent can be read at `/` and in the folder. */
export function startSesServer(options: SesOptions): Promise<LoopbackServer> {
  const outbox = openOutbox(options.folder);
  return serveLoopback(sesListener(outbox, options), options.port, options.callers);
}

function sesListener(outbox: Outbox, options: SesOptions): RequestListener {
  const { accountId = '000000000000', region = 'eu-central-1', authority } = options;
  const identities = `arn:aws:ses:${region}:${accountId}:identity/`;
  return async (request, response) => {
    try {
      if (`${request.method} ${request.url}` === 'GET /') return showMails(outbox, response);
      const bytes = await readBody(request);
      const principal = authenticate(request, bytes, authority);
      assertKnown(request);
      const mail = SendEmail.parse(parseJson(bytes));
      const resource = identities + mail.FromEmailAddress;
      authority.require(principal, { action: 'ses:SendEmail', resource });
      answer(response, REST.contentType, { MessageId: outbox.put(mail) });
    } catch (error) {
      refuse(response, REST, error);
    }
  };
}

function assertKnown({ method, url }: IncomingMessage) {
  const requested = `${method} ${url}`;
  if (SES_OPERATIONS.some(({ request }) => request === requested)) return;
  throw new WireError('UnknownOperationException', `No operation ${requested}.`);
}

/** For a person at this machine: as text, so that nothing in a mail runs. */
function showMails(outbox: Outbox, response: ServerResponse) {
  const mails = outbox.list();
  const text = mails.length > 0 ? mails.join(`\n${'-'.repeat(72)}\n\n`) : 'No mail was sent yet.\n';
  response.writeHead(200, {
    'content-type': 'text/plain; charset=utf-8',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  });
  response.end(text);
}
