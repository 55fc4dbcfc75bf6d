import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant } from 'aws-cdk-lib/aws-iam';
import { TABLE } from '../../src/kernel/table.ts';
import type { Supply } from '../supplies.ts';

const GET = 'dynamodb:GetItem';
const GET_MANY = 'dynamodb:BatchGetItem';
const READ = [GET, 'dynamodb:Query'];
const CHANGE = ['dynamodb:PutItem', 'dynamodb:UpdateItem'];
const WRITE = [...CHANGE, 'dynamodb:ConditionCheckItem'];
const REMOVE = ['dynamodb:DeleteItem'];

/** Rows whose partition key begins so: the tenants' own, and the counters of who calls how often. */
const OF_WORKSPACES = 'WORKSPACE#*';
/** People, their addresses and what leads to an invitation. */
const OF_PEOPLE = ['USER#*', 'EMAIL#*', 'INVITE#*'];
const OF_KEYS = 'APIKEY#*';
const OF_RATE_LIMITS = 'RATE#*';
/** Sums over all workspaces. */
const OF_STATS = 'STAT#*';
/** What operators did. */
const OF_OPERATORS = 'OPERATOR';
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
      const limited = keys.length > 0 && { conditions };
      Grant.addToPrincipal({ grantee, actions, resourceArns, ...limited });
    },
  });
  return {
    table: rows([GET, ...CHANGE, ...REMOVE]),
    // Several rows at once name a partition each: those of a person and of their workspace.
    table_read: rows([GET, GET_MANY]),
    workspace_read: rows(READ, OF_WORKSPACES),
    workspace_rows: rows([...READ, ...WRITE], OF_WORKSPACES),
    // In one rule, as one transaction writes both.
    account_rows: rows([...READ, ...WRITE], OF_WORKSPACES, OF_ACCOUNT, OF_STATS),
    counted_rows: rows(WRITE, OF_WORKSPACES, OF_STATS),
    operator_rows: rows([...READ, ...WRITE], OF_WORKSPACES, OF_OPERATORS, OF_STATS),
    people_rows: rows([...READ, ...WRITE, ...REMOVE], OF_WORKSPACES, OF_STATS, ...OF_PEOPLE),
    memberships: rows(['dynamodb:Query'], 'USER#*'),
    key_rows: rows([...READ, ...WRITE, ...REMOVE], OF_WORKSPACES, OF_KEYS),
    key_use: rows(['dynamodb:UpdateItem'], OF_KEYS),
    workspace_removal: rows(REMOVE, OF_WORKSPACES),
    // A batch may hold removals as well: who may send one may remove.
    workspace_batches: rows(['dynamodb:BatchWriteItem'], OF_WORKSPACES),
    // Of what the index says that it waits.
    queued_rows: rows([GET_MANY], OF_WORKSPACES),
    rate_limits: rows([GET, 'dynamodb:UpdateItem'], OF_RATE_LIMITS),
    waiting_rows: waitingRows(table),
    recording_lists: recordingLists(table),
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

/** The other indexes have a workspace's recordings alone, and each of their partitions is of one workspace. */
function recordingLists(table: TableV2): Supply {
  const [, ...lists] = TABLE.indexes;
  const resourceArns = lists.map(({ name }) => `${table.tableArn}/index/${name}`);
  return {
    grantTo: grantee => {
      const actions = ['dynamodb:Query'];
      const conditions = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [OF_WORKSPACES] } };
      Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
    },
  };
}
