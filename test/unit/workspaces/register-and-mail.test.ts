import { expect, test } from 'vitest';
import type { MailedToken } from '../../../src/workspaces/mailed-token.ts';
import { registerAndMail } from '../../../src/workspaces/register-and-mail.ts';
import { accountRig } from '../../support/account-rig.ts';

const EVE = { email: 'eve@example.org', password: 'a long enough secret', time_zone: 'UTC' };
const REQUEST = { operationId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' };

/** Somebody registers where mails are sent, refused, or there are none. */
async function world(mails: 'sent' | 'refused' | 'none') {
  const rig = await accountRig();
  const tokens: MailedToken[] = [];
  const sent: unknown[][] = [];
  const send = async (...mail: unknown[]) => {
    if (mails === 'refused') throw new Error('no');
    sent.push(mail);
  };
  const deps = {
    ...rig.deps,
    mailer: mails === 'none' ? undefined : { send },
    secrets: {
      issue: () => ({ text: 'castline_verify_1', hash: 'hash' }),
      hashOf: (text: string) => text,
    },
    mailedTokens: {
      insert: async (token: MailedToken) => void tokens.push(token),
      find: async () => undefined,
      redeem: async () => false,
      verify: async () => false,
    },
  };
  const made = await registerAndMail(deps)(EVE, REQUEST);
  return { made, tokens, sent };
}

test('whoever registers is asked whether the address is theirs', async () => {
  const { made, tokens, sent } = await world('sent');
  expect(sent).toMatchObject([
    ['verify', EVE.email, { token: 'castline_verify_1' }, REQUEST.operationId],
  ]);
  expect(tokens).toMatchObject([{ use: 'verify', userId: made.user.id, tokenHash: 'hash' }]);
  expect(made.user.is_verified).toBe(false);
});

test.each(['refused', 'none'] as const)('mails that are %s stop nobody', async mails => {
  const { made, sent } = await world(mails);
  expect(made.user.email).toBe(EVE.email);
  expect(sent).toEqual([]);
});
