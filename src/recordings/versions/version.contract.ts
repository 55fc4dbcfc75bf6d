import * as z from 'zod';
import { overridesOf } from '../../config/overrides.ts';
import { TopicsConfig, TranscriptionConfig } from '../../config/processing-config.contract.ts';

const StageVersionView = z.strictObject({
  /** Counts from 1; a number never means two things until a reset. */
  version: z.int().positive(),
  /** Whether the next run builds on it. */
  active: z.boolean(),
  created_at: z.iso.datetime(),
  note: z.string().nullable(),
  /** What made it and what came out: `provider`, `model` and more. */
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  /** The document itself; works for an hour. */
  url: z.url().nullable(),
});

export const VersionList = z.strictObject({
  /** Null while there is no current result. */
  active: z.int().nullable(),
  /** Newest first. */
  items: z.array(StageVersionView),
});
export type VersionList = z.infer<typeof VersionList>;

export const ChooseVersion = z
  .strictObject({ version: z.int().positive() })
  .meta({ examples: [{ version: 1 }] });

const partOf = (part: z.ZodObject) =>
  overridesOf(part)
    .default({})
    .meta({ description: 'Settings to change first; left-out fields stay as they are.' });

export const RunTopics = z.strictObject({ config: partOf(TopicsConfig) });
export const RunTranscription = z.strictObject({ config: partOf(TranscriptionConfig) });
