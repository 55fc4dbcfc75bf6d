import { CustomAttributeType, createWriteTransaction, Entity } from 'electrodb';
import type { UserId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { ResetTokens } from '../../../workspaces/reset-token.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { number, SERVICE, text } from '../workspace-items.ts';
import { userEntity } from './account-entities.ts';

const resetTokenEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'reset-token', ...SERVICE },
      attributes: {
        tokenHash: text,
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

export function resetTokenRepository(table: Table): ResetTokens {
  const tokens = resetTokenEntity(table);
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
  };
}
