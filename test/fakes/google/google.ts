import { z } from 'zod';
import type { Clock } from '../shared/clock.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import { type Decision, decide, showConsent, takeDecision } from './authorize.ts';
import { createGrants } from './grants.ts';
import { OAuthError, oauthAnswer } from './oauth-error.ts';
import { createRegistry, GoogleApp, GoogleUser } from './registry.ts';
import { giveTokens, revokeToken } from './token.ts';

const Consenting = z.strictObject({
  url: z.string(),
  user: z.string(),
  scopes: z.array(z.string()).optional(),
  deny: z.boolean().optional(),
});
const Revocation = z.strictObject({ user: z.string(), client_id: z.string() });
const Issue = z.strictObject({
  user: z.string(),
  client_id: z.string(),
  scopes: z.array(z.string()),
});

export type GoogleAccounts = ReturnType<typeof createGoogleAccounts>;

/** OAuth 2.0 of Google: who can be asked, what was granted, and the endpoints of §1 and §2. */
export function createGoogleAccounts(clock: Clock) {
  const registry = createRegistry();
  const grants = createGrants(clock);
  const google = { registry, grants };
  const page = '/o/oauth2/v2/auth';
  const asJson = (handle: (exchange: Exchange) => ReturnType<Operation['handle']>) =>
    (async exchange => {
      try {
        return await handle(exchange);
      } catch (error) {
        if (error instanceof OAuthError) return oauthAnswer(error);
        throw error;
      }
    }) satisfies Operation['handle'];

  const operations: Operation[] = [
    { name: 'oauth.consent', method: 'GET', path: page, handle: it => showConsent(it, google) },
    { name: 'oauth.decision', method: 'POST', path: page, handle: it => takeDecision(it, google) },
    {
      name: 'oauth.token',
      method: 'POST',
      path: '/token',
      handle: asJson(it => giveTokens(it, google)),
    },
    {
      name: 'oauth.revoke',
      method: 'POST',
      path: '/revoke',
      handle: asJson(it => revokeToken(it, google)),
    },
  ];

  /** What a person would click, without a browser; returns where the browser goes. */
  const consent = (url: string, decision: Decision) =>
    decide(new URL(url).searchParams, decision, google);
  /** The person takes the app out of the account. */
  const revoke = (user: string, clientId: string) => grants.revoke({ userId: user, clientId });
  /** Tokens as after a consent, for what does not test the consent. */
  const issue = ({ user, client_id: clientId, scopes }: z.input<typeof Issue>) => {
    const given = { userId: user, clientId, scopes };
    const refreshToken = grants.giveRefresh(given, registry.app(clientId)?.testing ?? false).token;
    return {
      access_token: grants.giveAccess(given, refreshToken).token,
      refresh_token: refreshToken,
    };
  };

  return {
    ...google,
    operations,
    consent,
    revoke,
    issue,
    state: () => ({
      apps: registry.apps().map(({ client_secret: _, ...app }) => app),
      users: registry.users(),
      ...grants.view(),
    }),
    controls: {
      apps: (input: unknown) => registry.addApp(GoogleApp.parse(input)),
      users: (input: unknown) => registry.addUser(GoogleUser.parse(input)),
      consent: (input: unknown) => {
        const { url, ...decision } = Consenting.parse(input);
        return { location: consent(url, decision) };
      },
      revoke: (input: unknown) => {
        const { user, client_id: clientId } = Revocation.parse(input);
        revoke(user, clientId);
      },
      tokens: (input: unknown) => issue(Issue.parse(input)),
    },
  };
}
