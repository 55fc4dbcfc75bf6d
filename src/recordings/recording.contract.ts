import * as z from 'zod';
import { overridesOf } from '../config/overrides.ts';
import { ProcessingConfig } from '../config/processing-config.contract.ts';
import { ARTIFACT_KINDS } from '../documents/artifact-kinds.ts';
import { cleanLine, cleanText } from '../kernel/clean-text.ts';
import { idSchema } from '../kernel/ids.ts';
import { INPUT_LIMITS } from '../kernel/input-limits.ts';
import { STAGE_STATUSES } from '../pipeline/stages/stage-state.ts';
import { STAGE_NAMES } from '../pipelines/recording.ts';
import { RECORDING_STATUSES } from '../pipelines/recording-status.ts';
import { FailureView, WaitingFor } from '../tasks/task.contract.ts';
import { MAPPED_BY, SOURCES } from './recording.ts';
import { MOST_PARTS } from './uploads/upload-plan.ts';

const RecordingId = idSchema('recording', 'A recording id: rec_ and 26 characters.');
const Time = z.iso.datetime();
const DisplayName = z.string().overwrite(cleanLine).min(1).max(500);
const FileName = z
  .string()
  .min(1)
  .max(255)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  .regex(/^[^\u0000-\u001f\u007f]+$/, 'A file name without control characters.')
  .overwrite(cleanText)
  .min(1);

/**
 * A media type as RFC 9110 has it. It becomes a header of the object in storage, and HTTP clients throw
 * on what no header may hold: so it is checked where it enters.
 */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *; *[\w!#$&^.+-]+=("[ !#-~]*"|[\w!#$&^.+-]+))*$/;
const ContentType = z.string().max(100).regex(MEDIA_TYPE, 'A media type, such as video/mp4.');

const ConfigOverrides = overridesOf(ProcessingConfig).meta({
  description: 'Overrides of the processing config; left-out fields keep their defaults.',
});

const PLAUSIBLE = 'Must be a time since 1970.';
const isPlausible = (time: string) => Date.parse(time) >= 0;

export const CreateRecording = z.strictObject({
  file_name: FileName,
  size_bytes: z
    .int()
    .min(1, 'The file is empty: a recording has at least one byte.')
    .meta({ description: 'The most follows from the disk of the workers: a refusal names it.' }),
  content_type: ContentType.default('application/octet-stream'),
  display_name: DisplayName.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'SHA-256 of the whole file, 64 hex digits in lower case.')
    .optional(),
  sidecar: z
    .strictObject({
      file_name: FileName.regex(/\.(srt|vtt)$/i, 'Subtitles come as .srt or .vtt.').meta({
        examples: ['rivers.srt'],
      }),
      /** With it the link takes this many bytes and no other number. */
      size_bytes: z.int().min(1).max(INPUT_LIMITS.sidecarBytes.most).optional(),
    })
    .optional(),
  /** When what it shows began, for lists and dates in titles; left out, it is the time of the call. */
  start_time: z.iso.datetime({ offset: true }).refine(isPlausible, PLAUSIBLE).optional(),
  config: ConfigOverrides.default({}),
  process: z.boolean().default(true),
});
export type CreateRecording = z.infer<typeof CreateRecording>;

export const RecordingParams = z.strictObject({ recording_id: RecordingId });
export type RecordingParams = z.infer<typeof RecordingParams>;

const Amounts = z.record(z.string(), z.number());
const SkipReasonView = z.strictObject({ code: z.string(), measured: Amounts, limits: Amounts });

export const RecordingView = z.strictObject({
  recording_id: RecordingId,
  display_name: z.string(),
  source: z.literal(SOURCES),
  /** The source that it came from; null for uploads and the inbox. */
  source_id: idSchema('source').nullable(),
  source_file_name: z.string(),
  status: z.literal(RECORDING_STATUSES),
  failure: FailureView.nullable(),
  failed_at_stage: z.string().nullable(),
  /** So short or small that runs leave it out, unless they are forced. */
  blank_record: z.boolean(),
  /** What was measured, and the limits that it is below. */
  skip_reason: SkipReasonView.nullable(),
  size_bytes: z.int(),
  /** Of the original; null until it is known. */
  duration_seconds: z.number().nullable(),
  start_time: Time,
  /** What was set for it alone; `GET …/config` has what counts. */
  config: z.record(z.string(), z.unknown()),
  is_mapped: z.boolean(),
  template_id: idSchema('template').nullable(),
  /** Who gave it its template or took it away; null while nobody has. */
  mapped_by: z.literal(MAPPED_BY).nullable(),
  active_task_id: z.string().nullable(),
  last_task_id: z.string().nullable(),
  created_at: Time,
  updated_at: Time,
});
export type RecordingView = z.infer<typeof RecordingView>;

/** With what lists show beside it. */
export const RecordingRow = z.strictObject({
  ...RecordingView.shape,
  template_name: z.string().nullable(),
  source_name: z.string().nullable(),
  /** A picture of it; works for an hour. */
  poster_url: z.url().nullable(),
  /** When its files go; null where the workspace keeps them. */
  expires_at: Time.nullable(),
});
export type RecordingRow = z.infer<typeof RecordingRow>;

const StageView = z.strictObject({
  name: z.literal(STAGE_NAMES),
  status: z.literal(STAGE_STATUSES),
  attempts: z.int(),
  /** The result of an earlier run was used as it is. */
  reused: z.boolean(),
  note: z.string().nullable(),
  facts: z.record(z.string(), z.union([z.number(), z.string()])),
  failure: z.strictObject({ code: z.string(), reason: z.string() }).nullable(),
  started_at: Time.nullable(),
  finished_at: Time.nullable(),
  wall_seconds: z.number().nullable(),
});
export type StageView = z.infer<typeof StageView>;

const ArtifactView = z.strictObject({
  kind: z.literal(ARTIFACT_KINDS),
  variant: z.string(),
  content_type: z.string(),
  size_bytes: z.int(),
  /** Works for an hour. */
  url: z.url(),
});

export const RecordingDetails = z.strictObject({
  ...RecordingRow.shape,
  watch_url: z.url().nullable(),
  /** Why its running task rests: AWS has no machine for it at the moment. */
  waiting_for: WaitingFor.nullable(),
  stages: z.array(StageView),
  artifacts: z.array(ArtifactView),
});
export type RecordingDetails = z.infer<typeof RecordingDetails>;

export const RecordingList = z.strictObject({
  items: z.array(RecordingRow),
  cursor: z.string().nullable(),
});

export const UploadView = z.strictObject({
  part_size_bytes: z.int(),
  part_count: z.int(),
  received: z.array(
    z.strictObject({ part_number: z.int(), size_bytes: z.int(), etag: z.string() }),
  ),
  /** PUT the part's bytes to its link; at most 100 links an answer. */
  missing: z.array(z.strictObject({ part_number: z.int(), size_bytes: z.int(), url: z.url() })),
  /** Ask again with `from_part` for the next links. */
  next_part: z.int().nullable(),
  /** PUT the subtitle file here, before completing. */
  sidecar_url: z.url().nullable(),
  expires_at: Time,
});
export type UploadView = z.infer<typeof UploadView>;

export const CreatedRecording = z.strictObject({ recording: RecordingView, upload: UploadView });

export const GetUploadQuery = z.strictObject({
  from_part: z.coerce.number().int().min(1).max(MOST_PARTS).default(1),
});

export const CompleteUpload = z.strictObject({
  /** What the client saw: with it, a part that differs is refused. */
  parts: z
    .array(
      z.strictObject({ part_number: z.int().min(1).max(MOST_PARTS), etag: z.string().max(100) }),
    )
    .max(MOST_PARTS)
    .optional(),
});
export type CompleteUpload = z.infer<typeof CompleteUpload>;

export const ProcessRecording = z.strictObject({
  config: ConfigOverrides.optional(),
  priority: z
    .int()
    .min(0)
    .max(9)
    .default(0)
    .describe('The more, the sooner among those that wait; the plan says how much.'),
  /** Also where it is blank: it is not left out any more, by this run and later ones. */
  force: z.boolean().default(false),
});

/** What is left out stays. */
export const UpdateRecording = z
  .strictObject({
    display_name: DisplayName.optional(),
    /** By hand: from now on no rule gives it another template. Null takes the template away. */
    template_id: idSchema('template', 'A template id: tpl_ and 26 characters.')
      .nullable()
      .optional(),
  })
  .refine(change => Object.values(change).some(value => value !== undefined), {
    error: 'Send display_name or template_id.',
    path: ['display_name'],
  })
  .meta({ examples: [{ display_name: 'Lecture 4: How rivers shape valleys' }] });
export type UpdateRecording = z.infer<typeof UpdateRecording>;
