import { CustomAttributeType, Entity } from 'electrodb';
import type { WorkspaceId } from '../../platform/ids.ts';
import { ROLES } from '../../platform/route.ts';
import { TABLE } from '../../platform/table.ts';
import type { Table } from './client.ts';

const SERVICE = { service: 'castline', version: '1' } as const;
const workspaceId = { type: CustomAttributeType<WorkspaceId>('string'), required: true } as const;
const text = { type: 'string' } as const;
const needed = { type: 'string', required: true } as const;
const count = { type: 'number', required: true } as const;

const partition = { field: TABLE.partitionKey, casing: 'none' } as const;
const sort = { field: TABLE.sortKey, casing: 'none' } as const;

const ofUser = { ...partition, composite: ['userId'], template: 'USER#${userId}' } as const;
const ofWorkspace = {
  ...partition,
  composite: ['workspaceId'],
  template: 'WORKSPACE#${workspaceId}',
} as const;

export const userEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'user', ...SERVICE },
      attributes: {
        userId: needed,
        email: needed,
        fullName: text,
        timeZone: needed,
        passwordHash: needed,
        workspaceId,
        sessionEpoch: count,
        createdAt: count,
        lastLoginAt: { type: 'number' },
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
      attributes: { emailHash: needed, userId: needed },
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
      attributes: { workspaceId, name: needed, timeZone: needed, createdAt: count },
      indexes: { byId: { pk: ofWorkspace, sk: { ...sort, composite: [], template: 'WORKSPACE' } } },
    },
    { client, table: tableName },
  );

export const memberEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'member', ...SERVICE },
      attributes: {
        workspaceId,
        userId: needed,
        role: { type: ROLES, required: true },
        createdAt: count,
      },
      indexes: {
        byUser: {
          pk: ofWorkspace,
          sk: { ...sort, composite: ['userId'], template: 'MEMBER#${userId}' },
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
        userId: needed,
        sessionId: needed,
        workspaceId,
        refreshHash: needed,
        sessionEpoch: count,
        createdAt: count,
        [TABLE.timeToLive]: count,
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
