import * as z from 'zod';
import { overridesOf } from '../../config/overrides.ts';
import {
  MOST_PRESETS,
  PresetId,
  SubtitlesConfig,
  TranscriptionConfig,
  TrimConfig,
} from '../../config/processing-config.contract.ts';
import { idSchema } from '../../kernel/ids.ts';
import { STAGE_NAMES } from '../../pipelines/recording.ts';
import { PRESET_PLATFORMS } from '../../publishing/presets/settings.contract.ts';

/** On every call that starts work: answers what would come of it, and does nothing. */
export const DryRunQuery = z.strictObject({
  dry_run: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .meta({ description: 'Only say what would happen: nothing is started or changed.' }),
});

const partOf = (part: z.ZodObject) =>
  overridesOf(part)
    .default({})
    .meta({ description: 'For this run alone; left-out fields are as the config has them.' });

export const TrimRecording = z
  .strictObject({ config: partOf(TrimConfig) })
  .meta({ examples: [{ config: { min_pause_seconds: 4 } }] });
export const TranscribeRecording = z
  .strictObject({ config: partOf(TranscriptionConfig) })
  .meta({ examples: [{ config: { language: 'en' } }] });
export const SubtitleRecording = z
  .strictObject({ config: partOf(SubtitlesConfig) })
  .meta({ examples: [{ config: { formats: ['srt', 'vtt'] } }] });

const once = (items: readonly string[]) => new Set(items).size === items.length;

/** Where to publish; both left out: to the presets of the config. */
export const UploadTargets = {
  preset_ids: z
    .array(PresetId)
    .min(1)
    .max(MOST_PRESETS)
    .refine(once, 'Each preset once.')
    .optional(),
  /** Those presets of the config that are of these platforms. */
  platforms: z
    .array(z.literal(PRESET_PLATFORMS))
    .min(1)
    .refine(once, 'Each platform once.')
    .optional(),
};

type Targets = { preset_ids?: unknown; platforms?: unknown };
export const oneWayToName = ({ preset_ids, platforms }: Targets) =>
  preset_ids === undefined || platforms === undefined;
export const ONE_WAY = {
  error: 'Send preset_ids or platforms, not both.',
  path: ['platforms'],
};

export const UploadRecording = z
  .strictObject(UploadTargets)
  .refine(oneWayToName, ONE_WAY)
  .meta({ examples: [{ preset_ids: ['library'] }] });

const SKIP_REASONS = ['not_asked', 'disabled', 'blank'] as const;

const Step = z.strictObject({
  name: z.literal(STAGE_NAMES),
  /** Does its work anew; where what it reads is made anew and comes out the same, it is reused after all. */
  will_run: z.boolean(),
  /** Its earlier result is used as it is. */
  reused: z.boolean(),
  /** Why neither: this call does not ask for it, the config leaves it out, or the recording is blank. */
  skip_reason: z.literal(SKIP_REASONS).nullable(),
  /** Of `publish`: where to. */
  presets: z.array(z.string()).optional(),
});

/** What a run would do if it began now. */
export const RunPreview = z.strictObject({
  dry_run: z.literal(true),
  recording_id: idSchema('recording'),
  steps: z.array(Step),
});
export type RunPreview = z.infer<typeof RunPreview>;
