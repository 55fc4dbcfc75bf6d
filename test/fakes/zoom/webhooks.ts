import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { ZoomCore } from './core.ts';
import { MEETING_EVENTS, meetingEvent } from './webhook-event.ts';
import { type Endpoint, SendOptions, webhookSender } from './webhook-sender.ts';
import { encryptedToken } from './webhook-signature.ts';

const HOUR = 3_600_000;
/** An endpoint proves itself again about every 72 h; how many failures end it is unverified. */
const VALIDATION = { everyMs: 72 * HOUR, failuresToDisable: 3 };

const Subscription = z.strictObject({ url: z.url(), secret_token: z.string().min(1) });
const Announcement = SendOptions.extend({
  event: z.literal(MEETING_EVENTS).default('recording.completed'),
  uuid: z.string(),
  part: z.int().min(0).optional(),
  id_as_text: z.boolean().default(false),
});
export type Announcement = z.input<typeof Announcement>;

type Subscribed = Endpoint & { failures: number; disabled: boolean; validatedAt: number };

/** Where Zoom sends events, and the events of this account (contract §5). */
export function zoomWebhooks(core: ZoomCore, answerWithinMs?: number) {
  const { now } = core.clock;
  const sender = webhookSender(now, answerWithinMs);
  const endpoints: Subscribed[] = [];

  /** The challenge: whoever does not know the secret cannot answer it. */
  async function validate(endpoint: Subscribed) {
    const plainToken = randomBytes(16).toString('base64url');
    const event = { event: 'endpoint.url_validation', payload: { plainToken }, event_ts: now() };
    const { status, text } = await sender.ask(endpoint, event);
    const wanted = {
      plainToken,
      encryptedToken: encryptedToken(endpoint.secret_token, plainToken),
    };
    const isValid = status === 200 && isEqual(text, wanted);
    endpoint.failures = isValid ? 0 : endpoint.failures + 1;
    endpoint.disabled = endpoint.failures >= VALIDATION.failuresToDisable;
    endpoint.validatedAt = now();
    return isValid;
  }

  async function sendToAll(payload: { event: string }, options: SendOptions) {
    const statuses: number[] = [];
    for (const endpoint of endpoints.filter(({ disabled }) => !disabled)) {
      statuses.push(...(await sender.send(endpoint, payload, options)));
    }
    return statuses;
  }

  return {
    endpoints,
    /** Saves an endpoint if it answers the challenge, as Zoom's form does. */
    async subscribe(input: z.input<typeof Subscription>) {
      const endpoint = {
        ...Subscription.parse(input),
        failures: 0,
        disabled: false,
        validatedAt: 0,
      };
      if (!(await validate(endpoint)))
        throw new Error('The endpoint did not answer the challenge.');
      endpoints.push(endpoint);
    },
    /** Sends one event about a meeting. @returns the status of each delivery. */
    announce(input: Announcement) {
      const { event, uuid, part, id_as_text, ...options } = Announcement.parse(input);
      const meeting = core.world.meetingBy(uuid);
      if (!meeting) throw new Error(`No meeting ${uuid}.`);
      const { downloads, origins } = core;
      const parts = { event, meeting, part, idAsText: id_as_text, now: now(), downloads };
      return sendToAll(meetingEvent({ ...parts, webOrigin: origins.web }), options);
    },
    /** The user removed the app: all tokens end, and Zoom says so once. */
    deauthorize(userId: string, options: SendOptions = {}) {
      core.grants.revokeAll(grant => grant.userId === userId);
      const user = core.world.userBy(userId);
      const payload = {
        account_id: user?.account_id,
        user_id: userId,
        deauthorization_time: new Date(now()).toISOString(),
      };
      const event = { event: 'app_deauthorized', event_ts: now(), payload };
      return sendToAll(event, options);
    },
    /** What is due by the fake's clock: retries of events, and challenges of endpoints. */
    async sendDue() {
      const due = endpoints.filter(
        one => !one.disabled && now() - one.validatedAt >= VALIDATION.everyMs,
      );
      for (const endpoint of due) await validate(endpoint);
      return (await sender.sendDue()) + due.length;
    },
    deliveries: sender.deliveries,
    view: () => ({
      endpoints: endpoints.map(({ secret_token: _, ...endpoint }) => endpoint),
      deliveries: sender.deliveries(),
      waiting: sender.waiting(),
    }),
  };
}

export type ZoomWebhooks = ReturnType<typeof zoomWebhooks>;

function isEqual(text: string, wanted: { plainToken: string; encryptedToken: string }) {
  try {
    const { plainToken, encryptedToken: encrypted } = JSON.parse(text);
    return plainToken === wanted.plainToken && encrypted === wanted.encryptedToken;
  } catch {
    return false;
  }
}
