import * as z from 'zod';
import { overridesOf } from '../config/overrides.ts';
import {
  MetadataConfig,
  MOST_PRESETS,
  PresetId,
  ProcessingConfig,
} from '../config/processing-config.contract.ts';
import { cleanLine, cleanText } from '../kernel/clean-text.ts';
import { listQuery } from '../kernel/http/list-query.ts';
import { idSchema } from '../kernel/ids.ts';
import { Version } from '../settings/settings.contract.ts';
import { MatchingRules } from './matching.contract.ts';

export const TemplateId = idSchema('template', 'A template id: tpl_ and 26 characters.');
export const TemplateParams = z.strictObject({ template_id: TemplateId });

export const TemplateName = z.string().overwrite(cleanLine).min(3).max(255);
const Description = z.string().max(1000).overwrite(cleanText).nullable();

const ProcessingOverrides = overridesOf(
  ProcessingConfig.omit({ metadata: true, publish: true, output: true }),
).meta({
  description: 'Overrides of how recordings are processed; left-out fields are inherited.',
});
const MetadataOverrides = overridesOf(MetadataConfig).meta({
  description: 'Overrides of titles and descriptions; left-out fields are inherited.',
});

export const OutputConfig = z.strictObject({
  /** Where recordings go. */
  preset_ids: z
    .array(PresetId)
    .min(1)
    .max(MOST_PRESETS)
    .refine(ids => new Set(ids).size === ids.length, 'Each preset once.'),
  /** Whether each run publishes. */
  auto_upload: z.boolean().default(false),
  upload_captions: z.boolean().default(true),
});
export type OutputConfig = z.infer<typeof OutputConfig>;

const FIELDS = {
  description: Description,
  matching_rules: MatchingRules.nullable(),
  processing_config: ProcessingOverrides,
  metadata_config: MetadataOverrides,
  output_config: OutputConfig.nullable(),
  is_draft: z.boolean(),
  is_active: z.boolean(),
};

export const CreateTemplate = z
  .strictObject({
    name: TemplateName,
    description: FIELDS.description.default(null),
    matching_rules: FIELDS.matching_rules.default(null),
    processing_config: FIELDS.processing_config.default({}),
    metadata_config: FIELDS.metadata_config.default({}),
    output_config: FIELDS.output_config.default(null),
    is_draft: FIELDS.is_draft.default(false),
    is_active: FIELDS.is_active.default(true),
  })
  .meta({
    examples: [
      {
        name: 'Lectures',
        matching_rules: { name_pattern: 'Lecture*' },
        processing_config: { trim: { min_pause_seconds: 3 } },
        metadata_config: { title_template: '{display_name} ({record_time:date})' },
        output_config: { preset_ids: ['library'], auto_upload: true },
      },
    ],
  });
export type CreateTemplate = z.output<typeof CreateTemplate>;

/** A field that is given replaces the old one as a whole; the rest stays. */
export const UpdateTemplate = z
  .strictObject({ name: TemplateName, ...FIELDS })
  .partial()
  .extend({ version: Version })
  .meta({ examples: [{ is_active: false, version: 1 }] });
export type UpdateTemplate = z.output<typeof UpdateTemplate>;

export const TemplateView = z.strictObject({
  template_id: TemplateId,
  name: z.string(),
  description: z.string().nullable(),
  matching_rules: z.record(z.string(), z.unknown()).nullable(),
  processing_config: z.record(z.string(), z.unknown()),
  metadata_config: z.record(z.string(), z.unknown()),
  output_config: OutputConfig.nullable(),
  is_draft: z.boolean(),
  is_active: z.boolean(),
  used_count: z.int(),
  last_used_at: z.iso.datetime().nullable(),
  version: z.int(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type TemplateView = z.infer<typeof TemplateView>;

const flag = z.literal(['true', 'false']).transform(text => text === 'true');

export const ListTemplatesQuery = z.strictObject({
  ...listQuery('template').shape,
  /** Part of the name, in any case. */
  search: z.string().min(1).max(200).optional(),
  include_drafts: flag.default(false),
});

export const TemplateList = z.strictObject({
  items: z.array(TemplateView),
  cursor: z.string().nullable(),
});
