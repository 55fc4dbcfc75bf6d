import { CustomAttributeType, Entity } from 'electrodb';
import { ROLES } from '../../../kernel/http/rights.ts';
import type { SessionId, UserId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { Table } from '../client.ts';
import { waiting } from '../pipeline/subject-fields.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

const userId = { type: CustomAttributeType<UserId>('string'), required: true } as const;
const sessionId = { type: CustomAttributeType<SessionId>('string'), required: true } as const;

const partition = { field: TABLE.partitionKey, casing: 'none' } as const;
const sort = { field: TABLE.sortKey, casing: 'none' } as const;

const ofUser = { ...partition, composite: ['userId'], template: 'USER#${userId}' } as const;

export const userEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'user', ...SERVICE },
      attributes: {
        userId,
        email: text,
        fullName: optionalText,
        timeZone: text,
        passwordHash: text,
        workspaceId,
        sessionEpoch: number,
        createdAt: number,
        lastLoginAt: optionalNumber,
        verifiedAt: optionalNumber,
        isOperator: { type: 'boolean' },
        /** From then on the account is unknown, and being erased. */
        deletedAt: optionalNumber,
        ...waiting,
      },
      indexes: { byId: { pk: ofUser, sk: { ...sort, composite: [], template: 'USER' } } },
    },
    { client, table: tableName },
  );

/** Makes an e-mail unique. Its key is a hash: keys appear in metrics and logs of the service. */
export const emailEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'email', ...SERVICE },
      attributes: { emailHash: text, userId },
      indexes: {
        byEmail: {
          pk: { ...partition, composite: ['emailHash'], template: 'EMAIL#${emailHash}' },
          sk: { ...sort, composite: [], template: 'EMAIL' },
        },
      },
    },
    { client, table: tableName },
  );

export const workspaceEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'workspace', ...SERVICE },
      attributes: {
        workspaceId,
        name: text,
        timeZone: text,
        createdAt: number,
        version: number,
        ownerCount: number,
        joinCount: optionalNumber,
        suspendedAt: optionalNumber,
        /** From then on it is unknown, and being erased with its last member. */
        deletedAt: optionalNumber,
      },
      indexes: { byId: inWorkspace([], 'WORKSPACE') },
    },
    { client, table: tableName },
  );

export const memberEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'member', ...SERVICE },
      attributes: {
        workspaceId,
        userId,
        role: { type: ROLES, required: true },
        createdAt: number,
        version: number,
      },
      indexes: {
        byUser: inWorkspace(['userId'], 'MEMBER#${userId}'),
      },
    },
    { client, table: tableName },
  );

/** That somebody is a member, seen from the person: the role is in the workspace's own row. */
export const membershipEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'membership', ...SERVICE },
      attributes: { userId, workspaceId },
      indexes: {
        byWorkspace: {
          pk: ofUser,
          sk: { ...sort, composite: ['workspaceId'], template: 'MEMBERSHIP#${workspaceId}' },
        },
      },
    },
    { client, table: tableName },
  );

export const sessionEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'session', ...SERVICE },
      attributes: {
        userId,
        sessionId,
        workspaceId,
        refreshHash: text,
        sessionEpoch: number,
        createdAt: number,
        [TABLE.timeToLive]: number,
      },
      indexes: {
        byId: {
          pk: ofUser,
          sk: { ...sort, composite: ['sessionId'], template: 'SESSION#${sessionId}' },
        },
      },
    },
    { client, table: tableName },
  );
