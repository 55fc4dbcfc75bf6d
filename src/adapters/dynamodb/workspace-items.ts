import { CustomAttributeType } from 'electrodb';
import type { WorkspaceId } from '../../kernel/ids.ts';
import { TABLE } from '../../kernel/table.ts';

/** What the entities of the table have in common. */
export const SERVICE = { service: 'castline', version: '1' } as const;

export const workspaceId = {
  type: CustomAttributeType<WorkspaceId>('string'),
  required: true,
} as const;

export const optionalText = { type: 'string' } as const;
export const text = { type: 'string', required: true } as const;
export const optionalNumber = { type: 'number' } as const;
export const number = { type: 'number', required: true } as const;

const partition = {
  field: TABLE.partitionKey,
  composite: ['workspaceId'],
  template: 'WORKSPACE#${workspaceId}',
  casing: 'none',
} as const;

/**
 * The key of an item in its workspace's partition: no query of one workspace can reach another's
 * items. `template` is the sort key with the names of its attributes, which `composite` lists.
 */
export const inWorkspace = <
  const Composite extends readonly string[],
  const Template extends string,
>(
  composite: Composite,
  template: Template,
) => ({
  pk: partition,
  sk: { field: TABLE.sortKey, composite, template, casing: 'none' } as const,
});
