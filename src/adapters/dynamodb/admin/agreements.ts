import { createWriteTransaction } from 'electrodb';
import type { Agreements } from '../../../admin/ports.ts';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import { auditEntity } from '../audit/audit-entity.ts';
import type { Table } from '../client.ts';
import { transact } from '../conditions.ts';
import { subscriptionEntity } from '../plans/subscription-entity.ts';
import { putSubscription } from '../plans/subscription-repository.ts';
import { workspaceEntity } from '../workspaces/account-entities.ts';
import { operatorAuditEntity } from './operator-log.ts';

export function agreements(table: Table): Agreements {
  const rows = {
    subscriptions: subscriptionEntity(table),
    workspaces: workspaceEntity(table),
    audit: auditEntity(table),
    operatorAudit: operatorAuditEntity(table),
  };
  return {
    async save(subscription, { ofWorkspace, ofOperator }) {
      const write = createWriteTransaction(rows, ({ subscriptions, audit, operatorAudit }) => [
        putSubscription(subscriptions, subscription),
        audit.create(ofWorkspace).commit(),
        operatorAudit.create(ofOperator).commit(),
      ]);
      return (await transact(() => write.go())).committed;
    },
    async suspend(workspaceId, suspendedAt, { ofWorkspace, ofOperator }) {
      const write = createWriteTransaction(rows, ({ workspaces, audit, operatorAudit }) => [
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
      const write = createWriteTransaction(rows, ({ workspaces, audit, operatorAudit }) => [
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
