import { expect, test } from 'vitest';
import type { Credential } from '../../../../src/connections/credential.ts';
import { accessToken } from '../../../../src/connections/tokens/access-token.ts';
import { ConnectionLost, type Connector } from '../../../../src/connections/tokens/connector.ts';
import type { Tokens } from '../../../../src/connections/tokens/grant.ts';
import { NOW, sampleCredential } from '../../../support/connections.ts';
import { memoryCredentials } from '../../../support/fakes/memory/credentials.ts';
import { memoryGrants } from '../../../support/fakes/memory/grants.ts';

const HOUR_MS = 3_600_000;
const { signal } = new AbortController();

/** A platform that spends a refresh token with each renewal, as Zoom and VK do. */
function rotating() {
  let [number, renewals] = [0, 0];
  let revoked = false;
  const connector: Connector = {
    initial: () => ({ access_token: 'access-0', refresh_token: 'refresh-0', expires_at: NOW }),
    renew: async (_secret, spent) => {
      renewals += 1;
      await new Promise(resolve => setTimeout(resolve, 5));
      if (revoked || spent?.refresh_token !== `refresh-${number}`) {
        throw new ConnectionLost('invalid_grant');
      }
      number += 1;
      const names = { access_token: `access-${number}`, refresh_token: `refresh-${number}` };
      return { ...names, expires_at: NOW + HOUR_MS } satisfies Tokens;
    },
  };
  return { connector, renewals: () => renewals, revoke: () => (revoked = true) };
}

const secret = Buffer.from(JSON.stringify({ access_token: 'access-0-long' })).toString('base64');

function world(connector: Connector, changes: Partial<Credential> = {}) {
  const credential = sampleCredential({ platform: 'vk', sealed: secret, ...changes });
  const { credentials, rows } = memoryCredentials(credential);
  const { grants } = memoryGrants();
  const clock = { now: NOW };
  const token = accessToken({
    credentials,
    grants,
    vault: {
      seal: async (_place, bytes) => Buffer.from(bytes).toString('base64'),
      open: async (_place, sealed) => Buffer.from(sealed, 'base64'),
    },
    connectors: { vk: connector, zoom: connector, youtube: connector },
    clock: () => clock.now,
    sleep: () => new Promise(resolve => setTimeout(resolve, 1)),
  });
  const ask = (refused?: string) => token(credential, { refused, signal });
  return { credential, rows, ask, clock, grants };
}

test('twenty who meet an expired token renew it once', async () => {
  const platform = rotating();
  const { ask } = world(platform.connector);
  const tokens = await Promise.all(Array.from({ length: 20 }, () => ask()));
  expect(new Set(tokens)).toEqual(new Set(['access-1']));
  expect(platform.renewals()).toBe(1);
});

test('a token that lasts is used as it is, and one near its end is not', async () => {
  const platform = rotating();
  const { ask, clock } = world(platform.connector);
  await ask();
  clock.now += HOUR_MS - 61_000;
  expect(await ask()).toBe('access-1');
  clock.now += 2000;
  expect(await ask()).toBe('access-2');
  expect(platform.renewals()).toBe(2);
});

test('one that the platform refused early is renewed, once for all who were refused', async () => {
  const platform = rotating();
  const { ask } = world(platform.connector);
  await ask();
  const tokens = await Promise.all([ask('access-1'), ask('access-1'), ask('access-1')]);
  expect(new Set(tokens)).toEqual(new Set(['access-2']));
  expect(platform.renewals()).toBe(2);
});

test('what a person took back asks for the person, and the platform is left in peace', async () => {
  const platform = rotating();
  const { ask } = world(platform.connector);
  platform.revoke();
  await expect(ask()).rejects.toThrow(ConnectionLost);
  await expect(ask()).rejects.toThrow('invalid_grant');
  expect(platform.renewals()).toBe(1);
});

test('a new secret begins anew', async () => {
  const platform = rotating();
  const made = world(platform.connector);
  platform.revoke();
  await expect(made.ask()).rejects.toThrow(ConnectionLost);
  const again = rotating();
  Object.assign(platform.connector, again.connector);
  made.rows.set(made.credential.credentialId, { ...made.credential, secretChangedAt: NOW + 1 });
  expect(await made.ask()).toBe('access-1');
});

test('a platform that does not answer leaves the turn to the next', async () => {
  const platform = rotating();
  const { renew } = platform.connector;
  const { ask } = world({
    ...platform.connector,
    renew: async (...given) => {
      if (platform.renewals() > 0) return renew(...given);
      await renew({ access_token: 'x'.repeat(10) }, undefined, signal).catch(() => undefined);
      throw new TypeError('fetch failed');
    },
  });
  await expect(ask()).rejects.toThrow('fetch failed');
  expect(await ask()).toBe('access-1');
});

test('an account that is switched off gives no token', async () => {
  const { ask } = world(rotating().connector, { isActive: false });
  await expect(ask()).rejects.toThrow('switched off');
});
