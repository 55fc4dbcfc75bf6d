import * as z from 'zod';
import { idSchema } from '../../kernel/ids.ts';
import { RECORDING_STATUSES } from '../../pipelines/recording-status.ts';
import { LONGEST_PATTERN, MatchingRules } from '../../templates/matching.contract.ts';
import { CreateTemplate } from '../../templates/template.contract.ts';

const { name, description } = CreateTemplate.shape;

/** For recordings with this very name, unless a pattern is given. */
export const FromRecording = z
  .strictObject({
    name,
    description,
    match_pattern: z.string().min(1).max(LONGEST_PATTERN).optional(),
  })
  .meta({ examples: [{ name: 'Lectures', match_pattern: '^Lecture \\d+' }] });
export type FromRecording = z.output<typeof FromRecording>;

/** How many recordings are looked at, newest first. */
const limit = z.int().min(1).max(500).default(100);

export const PreviewSaved = z.strictObject({ limit });
export const PreviewDraft = z
  .strictObject({ matching_rules: MatchingRules, limit })
  .meta({ examples: [{ matching_rules: { name_pattern: 'Lecture*' } }] });

const TemplateId = idSchema('template');

export const Preview = z.strictObject({
  total_checked: z.int(),
  /** Whether there are older recordings that were not looked at. */
  has_more: z.boolean(),
  will_match_count: z.int(),
  will_unmatch_count: z.int(),
  /** All that were looked at, newest first. */
  recordings: z.array(
    z.strictObject({
      recording_id: idSchema('recording'),
      display_name: z.string(),
      status: z.literal(RECORDING_STATUSES),
      is_mapped: z.boolean(),
      /** The template that it has now. */
      template_id: TemplateId.nullable(),
      /** Whether it would be given this template. */
      will_match: z.boolean(),
      /** Whether it would lose this template, because the rules are not for it any more. */
      will_unmatch: z.boolean(),
      /** Which rule holds or what is missing. */
      reason: z.string(),
      /** The older template that is for it as well, and comes first. */
      taken_by: TemplateId.nullable(),
    }),
  ),
});
export type Preview = z.infer<typeof Preview>;
