import { type ProcessingConfig, processingConfig } from '../config/processing-config.contract.ts';
import type { ArtifactKind } from '../documents/artifact-kinds.ts';
import type { Fork, Pipeline, StageRow } from '../pipeline/pipeline.ts';
import { RECORDING, type RecordingStatus } from './recording-status.ts';

type Row = StageRow<ProcessingConfig, ArtifactKind> & {
  status: RecordingStatus;
  statusAfter?: RecordingStatus;
};

/** Whether words become a part of the picture, which then has to wait for them. */
export const burnsIn = ({ picture, transcription }: ProcessingConfig) =>
  picture.burn_in.enabled && transcription.enabled;

/** Of the files that publishers are handed: a new one publishes everything anew. */
export const PUBLISH_ENGINE = 'publish-8';

/** The stages of a recording, in order. */
export const STAGES = [
  {
    name: 'analyze',
    engine: 'analyze-9',
    runsIn: 'container',
    family: 'media',
    reads: ['original'],
    makes: [
      'probe',
      'levels',
      'automatic_edit',
      'waveform',
      'speech_audio',
      'speech',
      'thumbnail',
      'sprite_sheet',
      'sprite',
    ],
    settings: [
      'trim.enabled',
      'trim.min_edge_silence_seconds',
      'trim.min_pause_seconds',
      'trim.margin_seconds',
      'trim.min_keep_seconds',
      'trim.silence_threshold',
      'sound.tracks',
    ],
    status: 'PROCESSING',
    statusAfter: 'PROCESSED',
    weight: 10,
    size: { cpu: 2048, memoryMiB: 4096 },
  },
  {
    name: 'edit',
    engine: 'edit-1',
    runsIn: 'function',
    family: 'media',
    reads: ['automatic_edit', 'manual_edit', 'probe', 'transcript'],
    // Of an earlier run: in the first one there is none when this stage begins.
    readsWhen: (kind, { trim }) => kind !== 'transcript' || trim.spare_words,
    makes: ['edit'],
    settings: ['trim.spare_words'],
    status: 'PROCESSED',
    weight: 1,
  },
  {
    name: 'render',
    engine: 'render-8',
    runsIn: 'container',
    family: 'media',
    reads: ['original', 'probe', 'edit', 'burn_in'],
    readsWhen: (kind, config) => kind !== 'burn_in' || burnsIn(config),
    makes: ['video'],
    // Which tracks are its sound, and how its captions look, is in what it reads.
    settings: [
      'picture.burn_in.enabled',
      'picture.vertical',
      'picture.vertical_focus',
      'picture.watermark',
      'sound.loudness',
    ],
    rights: ['render_tasks'],
    continues: 'parts',
    status: 'PREPARING',
    weight: 40,
    size: { cpu: 4096, memoryMiB: 8192 },
  },
  {
    name: 'transcribe',
    engine: 'transcribe-4',
    runsIn: 'container',
    family: 'speech',
    reads: ['speech', 'speech_audio', 'levels', 'sidecar', 'probe'],
    makes: ['transcript'],
    keepsVersions: true,
    settings: ['transcription'],
    provider: 'speech',
    rights: ['providers'],
    continues: 'wait',
    enabled: ({ transcription }) => transcription.enabled,
    status: 'PREPARING',
    weight: 40,
    size: { cpu: 2048, memoryMiB: 4096 },
  },
  {
    name: 'topics',
    engine: 'topics-3',
    runsIn: 'function',
    family: 'topics',
    reads: ['transcript'],
    makes: ['topics'],
    keepsVersions: true,
    settings: ['topics'],
    provider: 'topics',
    rights: ['providers'],
    enabled: ({ transcription, topics }) => transcription.enabled && topics.enabled,
    status: 'PREPARING',
    weight: 3,
  },
  {
    name: 'subtitles',
    engine: 'subtitles-5',
    runsIn: 'function',
    family: 'subtitles',
    reads: ['transcript', 'edit', 'probe'],
    makes: ['subtitles', 'burn_in'],
    settings: ['subtitles', 'picture.burn_in', 'picture.vertical'],
    enabled: config =>
      (config.transcription.enabled && config.subtitles.enabled) || burnsIn(config),
    status: 'PREPARING',
    weight: 3,
  },
  {
    name: 'metadata',
    engine: 'metadata-2',
    runsIn: 'function',
    family: 'publish',
    reads: ['topics', 'edit', 'probe'],
    makes: ['metadata'],
    // The picture is chosen where it is published.
    settings: [
      'metadata.title_template',
      'metadata.description_template',
      'metadata.time_zone',
      'metadata.topics_display',
    ],
    usesDetails: true,
    status: 'TRANSCRIBED',
    weight: 1,
  },
  {
    name: 'publish',
    engine: PUBLISH_ENGINE,
    runsIn: 'function',
    family: 'publish',
    reads: [
      'video',
      'metadata',
      'subtitles',
      'transcript',
      'topics',
      'edit',
      'thumbnail',
      'sprite_sheet',
      'sprite',
      'probe',
    ],
    makes: ['page'],
    settings: [
      'publish',
      'metadata.thumbnail',
      'picture.burn_in.enabled',
      'picture.vertical',
      'transcription.enabled',
    ],
    rights: ['published', 'site'],
    enabled: ({ publish, output }) => output.auto_upload && publish.presets.length > 0,
    status: 'UPLOADING',
    weight: 2,
  },
] as const satisfies readonly Row[];

type KnownRow = (typeof STAGES)[number];
export type StageName = KnownRow['name'];
export const STAGE_NAMES: readonly StageName[] = STAGES.map(({ name }) => name);

/** The stages whose work a function does: the ones of its family that need no container. */
export type StageOfFunction<Family extends KnownRow['family']> = Extract<
  KnownRow,
  { family: Family; runsIn: 'function' }
>['name'];
export type StageInContainer = Extract<KnownRow, { runsIn: 'container' }>['name'];

/** Both chains need only the edit list, so a run takes as long as the longer of the two. */
const PICTURE_AND_WORDS: Fork<StageName, ProcessingConfig> = {
  first: { name: 'picture', stages: ['render'], waits: burnsIn },
  second: { name: 'words', stages: ['transcribe', 'topics', 'subtitles'] },
};

const ORDER: readonly (StageName | Fork<StageName, ProcessingConfig>)[] = [
  'analyze',
  'edit',
  PICTURE_AND_WORDS,
  'metadata',
  'publish',
];

/** How a recording comes from its original to its page. */
export const recordingPipeline: Pipeline = {
  kind: 'recording',
  stages: STAGES,
  order: ORDER,
  statuses: RECORDING,
  config: processingConfig,
};
