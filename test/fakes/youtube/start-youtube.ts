import { createGoogleAccounts } from '../google/google.ts';
import { isOAuthReason, OAuthError, oauthAnswer } from '../google/oauth-error.ts';
import { type Clock, createClock } from '../shared/clock.ts';
import type { Operation } from '../shared/operations.ts';
import { startFake } from '../shared/start-fake.ts';
import { toOperation } from './call.ts';
import { createControls } from './controls.ts';
import { YoutubeError, youtubeAnswer } from './errors.ts';
import { METHODS, SESSION_PATH } from './methods.ts';
import { createQuota } from './quota.ts';
import { type SettingsChange, YoutubeSettings } from './settings.ts';
import { putBytes } from './uploads/put-bytes.ts';
import { viewWorld } from './view-world.ts';
import type { World } from './world.ts';

/** Faults beside those of the wire, with the operation that performs them. */
const FAULT_KINDS = {
  short_range: 'upload.put stores only `after_bytes` of the chunk, and says so',
  no_range: 'upload.put loses all that was stored: 308 without Range',
  expire_session: 'upload.put answers 404 from now on',
  processing_fails: 'videos.insert succeeds, processing ends in `reason` (failureReason)',
  processing_rejects: 'videos.insert succeeds, processing ends in `reason` (rejectionReason)',
} as const;

type Options = { port?: number; clock?: Clock; settings?: SettingsChange };

export type YoutubeFake = Awaited<ReturnType<typeof startYoutube>>;

/**
 * Google OAuth 2.0 and the YouTube Data API v3 on one server: their paths do not meet.
 * Which Google host a path belongs to is not checked.
 */
export async function startYoutube({
  port = 0,
  clock = createClock(),
  settings = {},
}: Options = {}) {
  const known = YoutubeSettings.parse(settings);
  const accounts = createGoogleAccounts(clock);
  const world: World = {
    clock,
    accounts,
    settings: known,
    quota: createQuota(clock, known),
    videos: new Map(),
    sessions: new Map(),
    playlists: new Map(),
    captions: new Map(),
    thumbnailsAt: [],
  };
  const upload: Operation = {
    name: 'upload.put',
    method: 'PUT',
    path: SESSION_PATH,
    handle: exchange => putBytes(exchange, world),
  };
  const controls = createControls(world);
  const fake = await startFake(
    {
      clock,
      hosts: {
        google: [...accounts.operations, ...METHODS.map(row => toOperation(row, world)), upload],
      },
      faultKinds: Object.keys(FAULT_KINDS),
      refusal: reason => refusal(reason, known),
      toAnswer: () => undefined,
      notFound: () => youtubeAnswer(new YoutubeError('notFound', 'Not Found')),
      state: () => viewWorld(world),
      controls: { ...accounts.controls, ...controls.doors },
    },
    port,
  );
  return { ...fake, ...controls.methods, accounts, state: () => viewWorld(world) };
}

const refusal = (reason: string, { newer_errors: newer }: YoutubeSettings) =>
  isOAuthReason(reason)
    ? oauthAnswer(new OAuthError(reason))
    : youtubeAnswer(new YoutubeError(reason), newer);
