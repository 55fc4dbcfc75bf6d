import { expect, test } from 'vitest';
import {
  issueRefreshToken,
  readRefreshToken,
} from '../../../../src/adapters/crypto/refresh-tokens.ts';
import { keys, otherKeys } from './sample-keys.ts';

const { token, hash } = issueRefreshToken(
  keys,
  'usr_00000000000000000000000001',
  'ses_00000000000000000000000001',
);
const [user, session, secret, mark] = token.split('.');

test('what we issue we can read; the hash is all that is kept', () => {
  expect(readRefreshToken(keys, token)).toEqual({
    userId: 'usr_00000000000000000000000001',
    sessionId: 'ses_00000000000000000000000001',
    hash,
  });
  expect(Buffer.from(secret ?? '', 'base64url')).toHaveLength(32);
  expect(token).not.toContain(hash);
  expect(
    issueRefreshToken(keys, 'usr_00000000000000000000000001', 'ses_00000000000000000000000001')
      .hash,
  ).not.toBe(hash);
});

test.each([
  { name: 'another user', forged: `usr_00000000000000000000000002.${session}.${secret}.${mark}` },
  { name: 'another session', forged: `${user}.ses_00000000000000000000000002.${secret}.${mark}` },
  { name: 'another secret', forged: `${user}.${session}.${'A'.repeat(43)}.${mark}` },
  { name: 'another mark', forged: `${user}.${session}.${secret}.${'A'.repeat(22)}` },
  { name: 'a mark of other length', forged: `${user}.${session}.${secret}.A` },
  { name: 'no mark', forged: `${user}.${session}.${secret}` },
  { name: 'something behind it', forged: `${token}.x` },
  {
    name: 'the key of another deployment',
    forged: issueRefreshToken(
      otherKeys,
      'usr_00000000000000000000000001',
      'ses_00000000000000000000000001',
    ).token,
  },
  { name: 'nothing', forged: '' },
])('a token with $name is not ours', ({ forged }) => {
  expect(readRefreshToken(keys, forged)).toBeUndefined();
});
