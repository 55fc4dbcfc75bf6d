import type { GoogleApp, GoogleUser } from '../google/registry.ts';
import { SCOPES } from '../google/scopes.ts';
import type { Answer } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import { YoutubeError, youtubeAnswer } from './errors.ts';
import type { Cost } from './quota.ts';
import type { World } from './world.ts';

export type Channel = NonNullable<GoogleUser['channel']>;
export type Caller = { app: GoogleApp; user: GoogleUser; scopes: readonly string[] };
export type Call = Caller & { exchange: Exchange; world: World };

/** One row of the table of methods: which scopes let it be called, and what it costs. */
export type Method = Omit<Operation, 'handle'> & {
  scopes: readonly string[];
  cost: Cost;
  handle: (call: Call) => Promise<Answer> | Answer;
};

const { upload, manage, forceSsl, readonly } = SCOPES;

/** §2. That `force-ssl` reads, too, is not in the contract; it is the stricter twin of `youtube`. */
export const MAY = {
  read: [readonly, manage, forceSsl],
  insert: [upload, manage, forceSsl],
  manage: [manage, forceSsl],
  captions: [forceSsl],
} as const;

export const units = (count: number): Cost => ({ bucket: 'units', units: count });

/** Joins a row to the checks that every method makes, in Google's order: who, what may, how much. */
export function toOperation(method: Method, world: World): Operation {
  const { scopes, cost, handle, ...row } = method;
  return {
    ...row,
    handle: async exchange => {
      const answer = (error: unknown) => refusalOf(error, world);
      let caller: Caller;
      try {
        caller = authenticate(exchange, world);
        requireEnabled(caller.app);
        world.quota.require(caller.app.project, cost);
      } catch (error) {
        return answer(error);
      }
      try {
        requireScope(caller, scopes);
        const done = await handle({ ...caller, exchange, world });
        world.quota.charge(caller.app.project, cost, false);
        return done;
      } catch (error) {
        world.quota.charge(caller.app.project, cost, true);
        return answer(error);
      }
    },
  };
}

export function refusalOf(error: unknown, { settings }: World): Answer {
  if (error instanceof YoutubeError) return youtubeAnswer(error, settings.newer_errors);
  throw error;
}

/** §8: a Bearer token, known and not expired. */
export function authenticate(exchange: Exchange, { accounts, clock }: World): Caller {
  const place = { locationType: 'header', location: 'Authorization' } as const;
  const { bearer } = exchange;
  if (bearer === undefined)
    throw new YoutubeError('authorizationRequired', 'Login Required.', place);
  const token = accounts.grants.access(bearer);
  const app = accounts.registry.app(token?.clientId ?? '');
  const user = accounts.registry.user(token?.userId ?? '');
  if (!token || !app || !user || token.expiresAtMs <= clock.now()) {
    throw new YoutubeError('authError', 'Invalid Credentials', place);
  }
  return { app, user, scopes: token.scopes };
}

function requireEnabled(app: GoogleApp) {
  if (app.api_enabled) return;
  const text = `YouTube Data API v3 has not been used in project ${app.project} before or it is disabled.`;
  throw new YoutubeError('accessNotConfigured', text);
}

function requireScope(caller: Caller, scopes: readonly string[]) {
  if (caller.scopes.some(scope => scopes.includes(scope))) return;
  throw new YoutubeError(
    'insufficientPermissions',
    'Request had insufficient authentication scopes.',
  );
}

export function channelOf({ user }: Caller): Channel {
  if (user.channel) return user.channel;
  const place = { locationType: 'header', location: 'Authorization' } as const;
  throw new YoutubeError('youtubeSignupRequired', 'Unauthorized', place);
}
