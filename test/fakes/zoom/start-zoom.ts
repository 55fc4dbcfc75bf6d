import { z } from 'zod';
import { type Answer, html, json } from '../shared/answer.ts';
import { createClock } from '../shared/clock.ts';
import { type Fake, startFake } from '../shared/start-fake.ts';
import { apiOperations } from './api.ts';
import { zoomControls } from './controls.ts';
import { type ZoomCore, type ZoomHost, zoomCore } from './core.ts';
import { DEFAULT_APPS, DEFAULT_USERS } from './defaults.ts';
import { downloadOperations } from './download.ts';
import { isApiErrorName, isOAuthErrorName, ZoomApiError, ZoomOAuthError } from './errors.ts';
import { oauthOperations } from './oauth.ts';
import type { ZoomPlan } from './rate-limits.ts';
import { storageOperations } from './storage.ts';
import { type ZoomWebhooks, zoomWebhooks } from './webhooks.ts';
import { ZoomApp, ZoomUser } from './world.ts';

/** Faults that only Zoom has; `ZOOM_FAULTS` says what each does, `GET /__fake/faults` which are ordered. */
export const ZOOM_FAULTS = {
  rate_qps: 'of the API: 429 of the second',
  rate_daily: 'of the API: 429 of the day, whose Retry-After is a date',
  page_shift: 'of list_recordings: a meeting appears before the next page is asked for',
  redirect_chain: 'of download: three more redirects before the file',
  no_range: 'of storage: answers 200 with all of it to a Range',
  short_file: 'of storage: the last 1000 bytes are missing, and nothing says so',
  expired_link: 'of storage: 403, so that a new download has to begin',
} as const;

type ZoomOptions = {
  port?: number;
  startMs?: number;
  plan?: ZoomPlan;
  users?: z.input<typeof ZoomUser>[];
  apps?: z.input<typeof ZoomApp>[];
  singleAccountToken?: boolean;
  /** Of webhooks; 3 s at Zoom. */
  answerWithinMs?: number;
};

export type ZoomFake = Fake<ZoomHost> & {
  world: ZoomCore['world'];
  grants: ZoomCore['grants'];
  violations: readonly string[];
  webhooks: ZoomWebhooks;
};

/** Starts Zoom: `web` (consent, tokens, downloads), `api` (`/v2`) and `storage`, each on its own port. */
export async function startZoom(options: ZoomOptions = {}): Promise<ZoomFake> {
  const core = zoomCore(createClock(options.startMs), {
    users: z.array(ZoomUser).parse(options.users ?? DEFAULT_USERS),
    apps: z.array(ZoomApp).parse(options.apps ?? DEFAULT_APPS),
    plan: options.plan ?? 'Pro',
    singleAccountToken: options.singleAccountToken ?? false,
  });
  const webhooks = zoomWebhooks(core, options.answerWithinMs);
  const fake = await startFake<ZoomHost>(
    {
      clock: core.clock,
      hosts: {
        web: [...oauthOperations(core), ...downloadOperations(core)],
        api: apiOperations(core),
        storage: storageOperations(core),
      },
      faultKinds: Object.keys(ZOOM_FAULTS),
      refusal,
      toAnswer,
      notFound: ({ host, url }) =>
        host === 'api'
          ? json(new ZoomApiError('no_route', url.pathname).body, 404)
          : html('<!doctype html><title>Not found</title>', 404),
      state: () => stateOf(core, webhooks),
      controls: zoomControls(core, webhooks),
    },
    options.port,
  );
  Object.assign(core.origins, fake.origins);
  // Retries and challenges become due by the fake's clock, which a person may move at any time.
  const timer = setInterval(() => void webhooks.sendDue(), 1000).unref();
  const { world, grants, violations } = core;
  const close = async () => {
    clearInterval(timer);
    await fake.close();
  };
  return { ...fake, close, world, grants, violations, webhooks };
}

function toAnswer(error: unknown): Answer | undefined {
  if (error instanceof ZoomApiError || error instanceof ZoomOAuthError) {
    return json(error.body, error.status);
  }
  return undefined;
}

/** A row of either catalogue; an unknown name is a mistake of the test. */
function refusal(reason: string): Answer {
  const error = isApiErrorName(reason)
    ? new ZoomApiError(reason)
    : isOAuthErrorName(reason) && new ZoomOAuthError(reason);
  if (error) return json(error.body, error.status);
  return json({ fake_bug: `No such error: ${reason}` }, 599);
}

function stateOf({ world, grants, violations }: ZoomCore, webhooks: ZoomWebhooks) {
  return {
    plan: world.plan,
    users: world.users,
    apps: world.apps.map(({ client_secret: _, ...app }) => app),
    meetings: world.meetings,
    tokens: grants.counts(),
    webhooks: webhooks.view(),
    violations,
  };
}
