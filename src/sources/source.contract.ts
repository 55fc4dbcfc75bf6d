import * as z from 'zod';
import { cleanLine, cleanText } from '../kernel/clean-text.ts';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { SETTINGS, SOURCE_PLATFORMS } from './settings.contract.ts';

const SourceId = idSchema('source', 'A source id: src_ and 26 characters.');
const CredentialId = idSchema('credential', 'A credential id: crd_ and 26 characters.');
const Time = z.iso.datetime();

const NAMES = {
  name: z.string().overwrite(cleanLine).min(3).max(255),
  description: z.string().overwrite(cleanText).max(1000).default(''),
};

export const CreateSource = z
  .discriminatedUnion('platform', [
    z.strictObject({
      ...NAMES,
      platform: z.literal('zoom'),
      credential_id: CredentialId,
      config: SETTINGS.zoom.prefault({}),
    }),
    z.strictObject({
      ...NAMES,
      platform: z.literal(['upload', 's3', 'url', 'telegram']),
      config: SETTINGS.upload.prefault({}),
    }),
  ])
  .meta({ examples: [{ name: 'Camera in hall 3', platform: 's3' }] });
export type CreateSource = z.infer<typeof CreateSource>;

export const UpdateSource = z
  .strictObject({
    version: z.int().min(1),
    name: NAMES.name.optional(),
    description: NAMES.description.unwrap().optional(),
    credential_id: CredentialId.optional(),
    is_active: z.boolean().optional(),
    config: z
      .record(z.string().max(100), z.unknown())
      .meta({ description: 'Replaces all settings; of the shape of the platform.' })
      .optional(),
  })
  .meta({ examples: [{ version: 1, is_active: false }] });
export type UpdateSource = z.infer<typeof UpdateSource>;

export const SourceParams = z.strictObject({ source_id: SourceId });

export const SourceView = z.strictObject({
  source_id: SourceId,
  name: z.string(),
  description: z.string(),
  platform: z.literal(SOURCE_PLATFORMS),
  credential_id: CredentialId.nullable(),
  config: z.record(z.string(), z.unknown()),
  is_active: z.boolean(),
  last_sync_at: Time.nullable(),
  version: z.int(),
  created_at: Time,
  updated_at: Time,
});
export type SourceView = z.infer<typeof SourceView>;

export const ListSourcesQuery = z.strictObject({
  ...listQuery('source').shape,
  search: z.string().min(1).max(200).optional(),
  active_only: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
});

export const SourceList = z.strictObject({
  items: z.array(SourceView),
  cursor: z.string().nullable(),
});
