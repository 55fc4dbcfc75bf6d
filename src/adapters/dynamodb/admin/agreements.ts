import { createWriteTransaction } from 'electrodb';
import type { Agreements } from '../../../admin/ports.ts';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { directoryEntity, listUnder } from '../plans/directory.ts';
import { count, STAT } from '../plans/stats.ts';
import { levelEntities, levelOf, movePlan } from '../plans/storage-level.ts';
import { subscriptionEntity } from '../plans/subscription-entity.ts';
import { putSubscription } from '../plans/subscription-repository.ts';
import { workspaceEntity } from '../workspaces/account-entities.ts';
import { operatorAuditEntity } from './operator-log.ts';

/** While somebody uploads, the level that moves to another plan changes: then it is read again. */
const TRIES = 8;

export function agreements(table: Table): Agreements {
  const rows = {
    subscriptions: subscriptionEntity(table),
    workspaces: workspaceEntity(table),
    audit: auditEntity(table),
    operatorAudit: operatorAuditEntity(table),
    ...levelEntities(table),
    directory: directoryEntity(table),
  };
  return {
    async save(subscription, { ofWorkspace, ofOperator }) {
      const { workspaceId, plan } = subscription;
      for (let attempt = 1; attempt <= TRIES; attempt += 1) {
        const level = await levelOf(table, workspaceId);
        const write = createWriteTransaction(rows, entities => [
          putSubscription(entities.subscriptions, subscription),
          entities.audit.create(ofWorkspace).commit(),
          entities.operatorAudit.create(ofOperator).commit(),
          ...(plan === level.plan
            ? []
            : [
                listUnder(entities, workspaceId, plan),
                ...movePlan(entities, workspaceId, level, plan),
              ]),
        ]);
        const { committed, refused } = await transact(() => write.go());
        if (committed || refused[0]) return committed;
      }
      throw new Error(`What ${workspaceId} keeps changes too often to move it to ${plan}.`);
    },
    async suspend(workspaceId, suspendedAt, { ofWorkspace, ofOperator }) {
      const write = createWriteTransaction(rows, ({ workspaces, audit, operatorAudit, stats }) => [
        count({ stats }, STAT.all, { suspended: 1 }),
        workspaces
          .patch({ workspaceId })
          .set({ suspendedAt })
          .where((row, { notExists }) => notExists(row.suspendedAt))
          .commit(),
        audit.create(ofWorkspace).commit(),
        operatorAudit.create(ofOperator).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
    async restore(workspaceId: WorkspaceId, { ofWorkspace, ofOperator }) {
      const write = createWriteTransaction(rows, ({ workspaces, audit, operatorAudit, stats }) => [
        count({ stats }, STAT.all, { suspended: -1 }),
        workspaces
          .patch({ workspaceId })
          .remove(['suspendedAt'])
          .where((row, { exists }) => exists(row.suspendedAt))
          .commit(),
        audit.create(ofWorkspace).commit(),
        operatorAudit.create(ofOperator).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
  };
}
