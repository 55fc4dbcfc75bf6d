import * as z from 'zod';

/**
 * What to do after a refusal. `renew`: with a new token. `reconnect`: a person must allow it anew.
 * `quota`: after the day of the quota ends. `tomorrow`: a limit of the channel, for a day. `again`:
 * after a while. `gone`: what was named is not there. `done`: it was there before. `operator`: the
 * app is set up wrongly. `fix`: never as it is.
 */
export type RefusalKind =
  | 'renew'
  | 'reconnect'
  | 'quota'
  | 'tomorrow'
  | 'again'
  | 'gone'
  | 'done'
  | 'operator'
  | 'fix';

/** Reasons of the Data API (its pages "Errors" and "Core errors" and those of each method). */
const BY_REASON: Readonly<Record<string, RefusalKind>> = {
  authError: 'renew',
  authorizationRequired: 'renew',
  unauthorized: 'renew',
  expired: 'renew',
  youtubeSignupRequired: 'fix',
  quotaExceeded: 'quota',
  dailyLimitExceeded: 'quota',
  uploadLimitExceeded: 'tomorrow',
  uploadRateLimitExceeded: 'again',
  rateLimitExceeded: 'again',
  userRateLimitExceeded: 'again',
  tooManyRequests: 'again',
  backendError: 'again',
  internalError: 'again',
  insufficientPermissions: 'reconnect',
  accessNotConfigured: 'operator',
  videoNotFound: 'gone',
  playlistNotFound: 'gone',
  captionExists: 'done',
};

const BY_STATUS: Readonly<Record<number, RefusalKind>> = {
  401: 'renew',
  404: 'gone',
  408: 'again',
  410: 'gone',
  429: 'again',
};

const Problem = z.object({
  error: z.object({
    message: z.string().optional(),
    errors: z.array(z.object({ reason: z.string().optional() })).optional(),
  }),
});

/** YouTube said no. */
export class YouTubeRefusal extends Error {
  readonly status: number;
  /** In the words of its documents; empty where it gave none. */
  readonly reason: string;
  readonly kind: RefusalKind;
  /** How long it asks to wait. */
  readonly waitSeconds: number | undefined;

  constructor(answer: Refused) {
    const { reason, message } = read(answer.body);
    super(message || `HTTP ${answer.status}`);
    this.name = 'YouTubeRefusal';
    this.status = answer.status;
    this.reason = reason;
    this.kind = BY_REASON[reason] ?? BY_STATUS[answer.status] ?? other(answer.status);
    this.waitSeconds = answer.waitSeconds;
  }
}

type Refused = { status: number; body: string; waitSeconds?: number | undefined };

const other = (status: number): RefusalKind => (status >= 500 ? 'again' : 'fix');

/** Whatever stands before YouTube answers in forms of its own; then the status alone decides. */
function read(body: string) {
  const problem = Problem.safeParse(parsed(body));
  if (!problem.success) return { reason: '', message: '' };
  const { message = '', errors = [] } = problem.data.error;
  return { reason: errors[0]?.reason ?? '', message };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
