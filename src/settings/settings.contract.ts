import * as z from 'zod';
import { overridesOf } from '../config/overrides.ts';
import { ProcessingConfig } from '../config/processing-config.contract.ts';
import { LAYER_NAMES } from '../config/resolve.ts';

export const ConfigOverrides = overridesOf(ProcessingConfig).meta({
  description:
    'Overrides of the processing config. What is left out is inherited, and so is null where null is no value of the field.',
  examples: [{ trim: { min_pause_seconds: 3 }, transcription: { language: 'de' } }],
});

/** The version that was seen; a change in between is not overwritten. */
export const Version = z.int().min(0).meta({
  description: 'The version that the change is made of, as the last answer gave it.',
});

/** For the path of each field, as `trim.enabled`: who set it. */
export const Origins = z.record(z.string(), z.literal(LAYER_NAMES));

export const ChangeConfig = z
  .strictObject({ config: ConfigOverrides, version: Version })
  .meta({ examples: [{ config: { trim: { min_pause_seconds: 3 } }, version: 0 }] });
export type ChangeConfig = z.infer<typeof ChangeConfig>;

export const ChangeWorkspaceConfig = z
  .strictObject({
    config: ConfigOverrides.prefault({}),
    version: Version,
    /** Originals and what was made of them go after so many days; what was published stays. */
    retention_days: z
      .int()
      .min(1)
      .max(36_500)
      .nullable()
      .optional()
      .meta({ description: 'Null keeps them for ever.' }),
  })
  .meta({ examples: [{ config: { trim: { min_pause_seconds: 3 } }, version: 0 }] });
export type ChangeWorkspaceConfig = z.infer<typeof ChangeWorkspaceConfig>;

export const WorkspaceConfigView = z.strictObject({
  /** What recordings are processed by, unless their template or they themselves say otherwise. */
  config: ProcessingConfig,
  origins: Origins,
  /** What the workspace sets. */
  overrides: z.record(z.string(), z.unknown()),
  /** Null: files of recordings are kept for ever. */
  retention_days: z.int().nullable(),
  version: z.int(),
  updated_at: z.iso.datetime().nullable(),
});
export type WorkspaceConfigView = z.infer<typeof WorkspaceConfigView>;
