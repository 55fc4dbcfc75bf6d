import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from 'vitest';
import { somebody, startAccountApi } from './account-api.ts';

test('of 100 parallel registrations of one e-mail one succeeds, and no half of another is left', async () => {
  const api = await startAccountApi({ quickPasswords: true });
  try {
    const { email, password } = somebody();
    const spellings = [email, email.toLowerCase(), email.toUpperCase(), ` ${email}`];
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        api.post('/v1/auth/register', { email: spellings[index % 4], password }),
      ),
    );
    expect(results.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(results.filter(({ body }) => body.code === 'email_taken')).toHaveLength(99);
    const { Items = [] } = await api.table.client.send(
      new ScanCommand({ TableName: api.table.tableName }),
    );
    const kinds = Items.map(item => item.__edb_e__).filter(Boolean);
    const account = ['email', 'member', 'membership', 'session', 'user', 'workspace'];
    // Where the operator finds it, and the sums of people and of workspaces.
    const counted = ['directory', 'total', 'total'];
    expect(kinds.sort()).toEqual([...account, ...counted].sort());
  } finally {
    await api.stop();
  }
});
