import * as z from 'zod';
import { overridesOf } from '../../config/overrides.ts';
import {
  ProcessingConfig,
  SubtitlesConfig,
  TopicsConfig,
  TranscriptionConfig,
  TrimConfig,
} from '../../config/processing-config.contract.ts';
import { idSchema } from '../../kernel/ids.ts';
import { RECORDING_STATUSES } from '../../pipelines/recording-status.ts';
import { RecordingFilters } from '../lists/filter.contract.ts';
import { ONE_WAY, oneWayToName, UploadTargets } from '../runs/operation.contract.ts';
import { DEFAULT_BULK_LIMIT, MOST_BULK_RECORDINGS } from './bulk-operations.ts';

const Ids = z
  .array(idSchema('recording', 'A recording id: rec_ and 26 characters.'))
  .min(1)
  .max(MOST_BULK_RECORDINGS)
  .refine(ids => new Set(ids).size === ids.length, 'Each recording once.');

/** Which recordings: by id, or by the filters of the list. */
const Selection = {
  recording_ids: Ids.optional(),
  filters: RecordingFilters.optional(),
  limit: z
    .int()
    .min(1)
    .max(MOST_BULK_RECORDINGS)
    .optional()
    .meta({
      description: `With filters: of so many at most; ${DEFAULT_BULK_LIMIT} where left out.`,
    }),
};

type Selected = { recording_ids?: unknown; filters?: unknown; limit?: unknown };
const oneSelection = ({ recording_ids, filters }: Selected) =>
  (recording_ids === undefined) !== (filters === undefined);
const ONE_SELECTION = { error: 'Send recording_ids or filters: one of them.', path: ['filters'] };
const limitOfFilters = ({ filters, limit }: Selected) =>
  limit === undefined || filters !== undefined;
const LIMIT_OF_FILTERS = { error: 'Goes with filters only.', path: ['limit'] };

const selecting = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z
    .strictObject({ ...Selection, ...shape })
    .refine(oneSelection, ONE_SELECTION)
    .refine(limitOfFilters, LIMIT_OF_FILTERS);
const EXAMPLE = { recording_ids: ['rec_01ARZ3NDEKTSV4RRFFQ69G5FAV'] };

const partOf = (part: z.ZodType) =>
  selecting({
    config: overridesOf(part)
      .optional()
      .meta({ description: 'For these runs alone; left-out fields are as the config has them.' }),
  });

export const BulkPlain = selecting({}).meta({ examples: [EXAMPLE] });
export const BulkProcess = partOf(ProcessingConfig).meta({ examples: [EXAMPLE] });
export const BulkTrim = partOf(TrimConfig).meta({ examples: [EXAMPLE] });
export const BulkTranscribe = partOf(TranscriptionConfig).meta({ examples: [EXAMPLE] });
export const BulkTopics = partOf(TopicsConfig).meta({ examples: [EXAMPLE] });
export const BulkSubtitles = partOf(SubtitlesConfig).meta({ examples: [EXAMPLE] });
export const BulkUpload = selecting(UploadTargets)
  .refine(oneWayToName, ONE_WAY)
  .meta({ examples: [{ ...EXAMPLE, platforms: ['library'] }] });

/** What would become of each recording if it began now. */
export const BulkPreview = z.strictObject({
  dry_run: z.literal(true),
  /** How many would be worked on. */
  matched_count: z.int(),
  skipped_count: z.int(),
  total: z.int(),
  recordings: z.array(
    z.strictObject({
      recording_id: idSchema('recording'),
      will_be_processed: z.boolean(),
      /** Null for what is not there. */
      display_name: z.string().nullable(),
      current_status: z.literal(RECORDING_STATUSES).nullable(),
      skip_reason: z.strictObject({ code: z.string(), reason: z.string() }).nullable(),
    }),
  ),
});
export type BulkPreview = z.infer<typeof BulkPreview>;
