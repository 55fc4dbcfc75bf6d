import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { TABLE } from '../../src/kernel/table.ts';
import type { Supply } from '../supplies.ts';

const READ = ['dynamodb:GetItem', 'dynamodb:Query'];
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:ConditionCheckItem'];
/** A batch may hold removals, so who may send one may remove. */
const REMOVE = ['dynamodb:DeleteItem', 'dynamodb:BatchWriteItem'];

/** Rows whose partition key begins so: the tenants' own, and the counters of who calls how often. */
const OF_WORKSPACES = 'WORKSPACE#*';
const OF_RATE_LIMITS = 'RATE#*';
/** One row: what runs of all workspaces. */
const OF_ACCOUNT = 'ACCOUNT';

/**
 * Rights to rows. Nobody may scan or read the stream; a rule for keys lets both pass, as a scan
 * names none.
 */
export function rowSupplies(table: TableV2) {
  const rows = (actions: string[], ...keys: string[]): Supply => ({
    environment: { TABLE_NAME: table.tableName },
    grantTo: grantee => {
      const resourceArns = [table.tableArn];
      const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } };
      Grant.addToPrincipal({
        grantee,
        actions,
        resourceArns,
        ...(keys.length > 0 && { conditions }),
      });
    },
  });
  return {
    table: rows([...READ, ...WRITE, ...REMOVE]),
    table_read: rows(READ),
    workspace_rows: rows([...READ, ...WRITE], OF_WORKSPACES),
    // In one rule, as one transaction writes both.
    account_rows: rows([...READ, ...WRITE], OF_WORKSPACES, OF_ACCOUNT),
    workspace_removal: rows(REMOVE, OF_WORKSPACES),
    rate_limits: rows(['dynamodb:GetItem', 'dynamodb:UpdateItem'], OF_RATE_LIMITS),
    waiting_rows: waitingRows(table),
  };
}

/** The sparse index holds what waits of all workspaces, under keys of its own. */
function waitingRows(table: TableV2): Supply {
  const [index] = TABLE.indexes;
  const resourceArns = [`${table.tableArn}/index/${index.name}`];
  return {
    grantTo: grantee => {
      Grant.addToPrincipal({ grantee, actions: ['dynamodb:Query'], resourceArns });
    },
  };
}
