import * as z from 'zod';
import { cleanLine, cleanText } from '../../kernel/clean-text.ts';
import { listQuery } from '../../kernel/http/list-query.ts';
import { idSchema } from '../../kernel/ids.ts';
import { PRESET_PLATFORMS, SETTINGS } from './settings.contract.ts';

const PresetId = idSchema('preset', 'A preset id: pst_ and 26 characters.');
const CredentialId = idSchema('credential', 'A credential id: crd_ and 26 characters.');
const Time = z.iso.datetime();

const NAMES = {
  name: z.string().overwrite(cleanLine).min(1).max(255),
  description: z.string().overwrite(cleanText).max(1000).default(''),
};

export const CreatePreset = z
  .discriminatedUnion('platform', [
    z.strictObject({
      ...NAMES,
      platform: z.literal('library'),
      preset_metadata: SETTINGS.library.prefault({}),
    }),
    z.strictObject({
      ...NAMES,
      platform: z.literal('youtube'),
      credential_id: CredentialId,
      preset_metadata: SETTINGS.youtube.prefault({}),
    }),
    z.strictObject({
      ...NAMES,
      platform: z.literal('vk'),
      credential_id: CredentialId,
      preset_metadata: SETTINGS.vk.prefault({}),
    }),
  ])
  .meta({
    examples: [{ name: 'Archive', platform: 'library', preset_metadata: { title: 'Our archive' } }],
  });
export type CreatePreset = z.infer<typeof CreatePreset>;

export const UpdatePreset = z
  .strictObject({
    version: z.int().min(1),
    name: NAMES.name.optional(),
    description: NAMES.description.unwrap().optional(),
    credential_id: CredentialId.optional(),
    is_active: z.boolean().optional(),
    preset_metadata: z
      .record(z.string().max(100), z.unknown())
      .meta({ description: 'Replaces all settings; of the shape of the platform.' })
      .optional(),
  })
  .meta({ examples: [{ version: 1, name: 'Archive' }] });
export type UpdatePreset = z.infer<typeof UpdatePreset>;

export const PresetParams = z.strictObject({ preset_id: PresetId });

export const PresetView = z.strictObject({
  preset_id: PresetId,
  name: z.string(),
  description: z.string(),
  platform: z.literal(PRESET_PLATFORMS),
  credential_id: CredentialId.nullable(),
  preset_metadata: z.record(z.string(), z.unknown()),
  is_active: z.boolean(),
  /** Recordings that were published to it, or are on their way. */
  target_count: z.int(),
  version: z.int(),
  created_at: Time,
  updated_at: Time,
});
export type PresetView = z.infer<typeof PresetView>;

export const ListPresetsQuery = z.strictObject({
  ...listQuery('preset').shape,
  platform: z.literal(PRESET_PLATFORMS).optional(),
  active_only: z.stringbool({ truthy: ['true'], falsy: ['false'] }).default(false),
});

export const PresetList = z.strictObject({
  items: z.array(PresetView),
  cursor: z.string().nullable(),
});
