import { expect, test } from 'vitest';
import { TimeZone } from '../../../src/workspaces/account.contract.ts';
import { emailIdentity, isTooObvious } from '../../../src/workspaces/account.ts';

test.each([
  { one: 'Ada@Example.ORG', other: 'ada@example.org', same: true },
  { one: '  ada@example.org ', other: 'ada@example.org', same: true },
  { one: 'jos\u00e9@example.org', other: 'Jose\u0301@example.org', same: true },
  { one: 'ada+news@example.org', other: 'ada@example.org', same: false },
  { one: 'a.da@example.org', other: 'ada@example.org', same: false },
])('$one and $other: one account is $same', ({ one, other, same }) => {
  expect(emailIdentity(one) === emailIdentity(other)).toBe(same);
});

test.each([
  { password: 'Ada.Lovelace@example.org', obvious: true },
  { password: 'ADA.LOVELACE', obvious: true },
  { password: '11111111', obvious: true },
  { password: 'ada.lovelace1815', obvious: false },
  { password: 'correct horse battery', obvious: false },
])('$password is obvious: $obvious', ({ password, obvious }) => {
  expect(isTooObvious(password, 'ada.lovelace@example.org')).toBe(obvious);
});

test.each([
  { zone: 'Europe/Berlin', valid: true },
  { zone: '+03:00', valid: false },
  { zone: `Etc/${'x'.repeat(64)}`, valid: false },
])('$zone is taken for a time zone: $valid', ({ zone, valid }) => {
  expect(TimeZone.safeParse(zone).success).toBe(valid);
});
