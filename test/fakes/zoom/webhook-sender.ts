import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { webhookSignature } from './webhook-signature.ts';

/** An endpoint has 3 s to answer (contract §5). */
const ANSWER_WITHIN_MS = 3000;
/** After how many minutes an event is sent again that nobody took (unverified). */
const RETRY_MINUTES = [5, 20, 60];

/** How the body is written, how it is signed and how often it comes. Each has its usual value. */
export const SendOptions = z.strictObject({
  copies: z.int().min(1).default(1),
  form: z.literal(['compact', 'spaced', 'reordered']).default('compact'),
  signature: z.literal(['right', 'wrong', 'absent', 'of_other_bytes']).default('right'),
  /** How old the time in the header is. */
  age_seconds: z.int().default(0),
  timestamp_unit: z.literal(['s', 'ms']).default('s'),
});
export type SendOptions = z.input<typeof SendOptions>;

export type Delivery = {
  event: string;
  at: string;
  /** How often this event was sent before. */
  attempt: number;
  /** Of the answer; 0 if there was none in time. */
  status: number;
};
type Message = { event: string; body: string; options: z.output<typeof SendOptions> };
export type Endpoint = { url: string; secret_token: string };

/** Sends events as Zoom does: signed over the bytes that are sent, again if nobody takes them. */
export function webhookSender(now: () => number, answerWithinMs = ANSWER_WITHIN_MS) {
  const deliveries: Delivery[] = [];
  let waiting: { message: Message; endpoint: Endpoint; attempt: number; dueAt: number }[] = [];

  async function post({ url, secret_token }: Endpoint, { body, options }: Message) {
    const seconds = Math.floor(now() / 1000) - options.age_seconds;
    const timestamp = options.timestamp_unit === 's' ? `${seconds}` : `${seconds * 1000}`;
    const signature = signatureOf(options.signature, { secret_token, timestamp, body });
    return fetch(url, {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'user-agent': 'Zoom Marketplace/1.0a',
        clientid: randomBytes(11).toString('base64url'),
        'x-zm-trackingid': `v=2.0;${randomBytes(12).toString('hex')}`,
        'x-zm-request-timestamp': timestamp,
        ...(signature && { 'x-zm-signature': signature }),
      },
      signal: AbortSignal.timeout(answerWithinMs),
    }).then(
      async response => ({ status: response.status, text: await response.text() }),
      () => ({ status: 0, text: '' }),
    );
  }

  async function attemptOnce(endpoint: Endpoint, message: Message, attempt: number) {
    const { status } = await post(endpoint, message);
    const at = new Date(now()).toISOString();
    deliveries.push({ event: message.event, at, attempt, status });
    const minutes = RETRY_MINUTES[attempt];
    if (![200, 204].includes(status) && minutes !== undefined) {
      waiting.push({ message, endpoint, attempt: attempt + 1, dueAt: now() + minutes * 60_000 });
    }
    return status;
  }

  return {
    /** @returns the status of each copy. */
    async send(endpoint: Endpoint, payload: { event: string }, options: SendOptions = {}) {
      const parsed = SendOptions.parse(options);
      const message = {
        event: payload.event,
        body: written(payload, parsed.form),
        options: parsed,
      };
      const statuses: number[] = [];
      for (let copy = 0; copy < parsed.copies; copy += 1) {
        statuses.push(await attemptOnce(endpoint, message, 0));
      }
      return statuses;
    },
    /** One exchange that is not repeated, with what was answered. */
    ask: (endpoint: Endpoint, payload: { event: string }) => {
      const options = SendOptions.parse({});
      return post(endpoint, { event: payload.event, body: written(payload, 'compact'), options });
    },
    /** Sends what is due by now again. */
    async sendDue() {
      const due = waiting.filter(({ dueAt }) => dueAt <= now());
      waiting = waiting.filter(({ dueAt }) => dueAt > now());
      for (const { endpoint, message, attempt } of due)
        await attemptOnce(endpoint, message, attempt);
      return due.length;
    },
    deliveries: () => [...deliveries],
    waiting: () =>
      waiting.map(({ message, attempt, dueAt }) => ({
        event: message.event,
        attempt,
        due_at: new Date(dueAt).toISOString(),
      })),
  };
}

type Signed = { secret_token: string; timestamp: string; body: string };

function signatureOf(
  how: z.output<typeof SendOptions>['signature'],
  { secret_token, timestamp, body }: Signed,
) {
  switch (how) {
    case 'absent':
      return undefined;
    case 'wrong':
      return webhookSignature(`${secret_token}x`, timestamp, body);
    // Of the same event in other white space: whoever writes the JSON again before it checks takes it.
    case 'of_other_bytes':
      return webhookSignature(secret_token, timestamp, `${body} `);
    default:
      return webhookSignature(secret_token, timestamp, body);
  }
}

/** The same event in other bytes: JSON allows white space and any order of keys. */
function written(payload: object, form: 'compact' | 'spaced' | 'reordered') {
  if (form === 'spaced') return JSON.stringify(payload, null, 2);
  if (form === 'reordered')
    return JSON.stringify(Object.fromEntries(Object.entries(payload).reverse()));
  return JSON.stringify(payload);
}
