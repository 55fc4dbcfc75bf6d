import {
  type CommittedTransactionResult,
  createWriteTransaction,
  type EntityItem,
  type TransactWriteFunction,
  type TransactWriteItem,
} from 'electrodb';
import type { Subscriptions } from '../../../plans/ports.ts';
import { freeSubscription, type Subscription } from '../../../plans/subscription.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { subscriptionEntity } from './subscription-entity.ts';

type Row = EntityItem<ReturnType<typeof subscriptionEntity>>;

/** `expiresAt` is the name by which the table forgets rows: a subscription that ended stays. */
const fromRow = ({ payAsYouGoLimit, startsAt, expiresAtMs, ...row }: Row): Subscription => ({
  ...row,
  payAsYouGoLimit: payAsYouGoLimit ?? null,
  startsAt: startsAt ?? null,
  expiresAt: expiresAtMs ?? null,
});

const toRow = ({ payAsYouGoLimit, startsAt, expiresAt, ...row }: Subscription) => ({
  ...row,
  ...(payAsYouGoLimit !== null && { payAsYouGoLimit }),
  ...(startsAt !== null && { startsAt }),
  ...(expiresAt !== null && { expiresAtMs: expiresAt }),
});

type Rows = { subscriptions: ReturnType<typeof subscriptionEntity> };
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<TransactWriteFunction<Rows, unknown, Items>>[0];

/** Only over the version before it. */
export const putSubscription = (
  subscriptions: InTransaction['subscriptions'],
  subscription: Subscription,
) =>
  subscriptions
    .put(toRow(subscription))
    .where((row, { eq, notExists }) =>
      subscription.version === 1
        ? notExists(row.version)
        : eq(row.version, subscription.version - 1),
    )
    .commit();

/** What was agreed with workspaces. A row is replaced as a whole: what is left out is gone. */
export function subscriptionRepository(table: Table): Subscriptions {
  const subscriptions = subscriptionEntity(table);
  const rows = { subscriptions, audit: auditEntity(table) };
  return {
    async find(key) {
      const { data } = await subscriptions.get(key).go({ consistent: true });
      return data ? fromRow(data) : freeSubscription(key);
    },
    async save(subscription, entry) {
      const write = createWriteTransaction(rows, entities => [
        putSubscription(entities.subscriptions, subscription),
        entities.audit.create(entry).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
