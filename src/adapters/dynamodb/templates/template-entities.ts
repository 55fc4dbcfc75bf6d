import { CustomAttributeType, Entity } from 'electrodb';
import type { Overrides } from '../../../config/resolve.ts';
import type { MatchingRules } from '../../../templates/matching.contract.ts';
import type { OutputConfig } from '../../../templates/template.contract.ts';
import type { TemplateId } from '../../../templates/template.ts';
import type { Table } from '../client.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

const flag = { type: 'boolean', required: true } as const;
const overrides = { type: CustomAttributeType<Overrides>('any'), required: true } as const;
const templateId = { type: CustomAttributeType<TemplateId>('string'), required: true } as const;

export const templateEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'template', ...SERVICE },
      attributes: {
        workspaceId,
        templateId,
        name: text,
        /** The table compares letter by letter: what is searched has one case. */
        searchName: {
          type: 'string',
          hidden: true,
          watch: ['name'],
          set: (_name: unknown, { name }: { name?: string }) => name?.toLowerCase(),
        },
        description: optionalText,
        matchingRules: { type: CustomAttributeType<MatchingRules>('any') },
        processingConfig: overrides,
        metadataConfig: overrides,
        outputConfig: { type: CustomAttributeType<OutputConfig>('any') },
        isDraft: flag,
        isActive: flag,
        usedCount: number,
        lastUsedAt: optionalNumber,
        version: number,
        createdAt: number,
        updatedAt: number,
        deletedAt: optionalNumber,
      },
      indexes: { byId: inWorkspace(['templateId'], 'TEMPLATE#${templateId}') },
    },
    { client, table: tableName },
  );
