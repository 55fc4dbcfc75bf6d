import * as z from 'zod';
import { ProcessingConfig } from '../../config/processing-config.contract.ts';
import { idSchema } from '../../kernel/ids.ts';
import { Origins } from '../../settings/settings.contract.ts';
import { CreateTemplate } from '../../templates/template.contract.ts';

export const RecordingConfigView = z.strictObject({
  recording_id: idSchema('recording'),
  /** What the next stage goes by, unless a run was asked for with something else. */
  config: ProcessingConfig,
  origins: Origins,
  /** What was set for this recording alone. */
  overrides: z.record(z.string(), z.unknown()),
  has_manual_override: z.boolean(),
  is_mapped: z.boolean(),
  template_id: idSchema('template').nullable(),
  template_name: z.string().nullable(),
  version: z.int(),
});
export type RecordingConfigView = z.infer<typeof RecordingConfigView>;

const { name, description, matching_rules } = CreateTemplate.shape;

/** Without rules it becomes a draft, which matches nothing. */
export const SaveAsTemplate = z
  .strictObject({ name, description, matching_rules })
  .meta({ examples: [{ name: 'Lectures', matching_rules: { keywords: ['lecture'] } }] });
export type SaveAsTemplate = z.output<typeof SaveAsTemplate>;
