import { CustomAttributeType, createWriteTransaction, Entity } from 'electrodb';
import type { UserId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import { MAILED_USES, type MailedTokens } from '../../../workspaces/mailed-token.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { number, SERVICE, text } from '../workspace-items.ts';
import { userEntity } from './account-entities.ts';

const mailedTokenEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'mailed-token', ...SERVICE },
      attributes: {
        tokenHash: text,
        use: { type: MAILED_USES, required: true },
        userId: { type: CustomAttributeType<UserId>('string'), required: true },
        sessionEpoch: number,
        [TABLE.timeToLive]: number,
      },
      indexes: {
        byToken: {
          pk: {
            field: TABLE.partitionKey,
            composite: ['tokenHash'],
            template: 'TOKEN#${tokenHash}',
            casing: 'none',
          },
          sk: { field: TABLE.sortKey, composite: [], template: 'TOKEN', casing: 'none' },
        },
      },
    },
    { client, table: tableName },
  );

export function mailedTokenRepository(table: Table): MailedTokens {
  const tokens = mailedTokenEntity(table);
  const rows = { tokens, users: userEntity(table) };
  return {
    async insert({ expiresAtSeconds: expiresAt, ...token }) {
      await tokens.create({ ...token, expiresAt }).go();
    },

    async find(tokenHash) {
      const { data } = await tokens.get({ tokenHash }).go({ consistent: true });
      if (!data) return undefined;
      const { expiresAt: expiresAtSeconds, ...token } = data;
      return { ...token, expiresAtSeconds };
    },

    async redeem({ tokenHash, userId, sessionEpoch }, passwordHash) {
      const write = createWriteTransaction(rows, entities => [
        entities.tokens
          .delete({ tokenHash })
          .where((row, { exists }) => exists(row.tokenHash))
          .commit(),
        entities.users
          .patch({ userId })
          .set({ passwordHash })
          .add({ sessionEpoch: 1 })
          .where((row, { eq }) => eq(row.sessionEpoch, sessionEpoch))
          .commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },

    async verify({ tokenHash, userId }, verifiedAt) {
      const write = createWriteTransaction(rows, entities => [
        entities.tokens
          .delete({ tokenHash })
          .where((row, { exists }) => exists(row.tokenHash))
          .commit(),
        entities.users.patch({ userId }).set({ verifiedAt }).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
