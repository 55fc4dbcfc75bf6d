import type { ProcessingConfig } from '../config/processing-config.contract.ts';
import type { ArtifactKind } from '../pipeline/stages/artifact.contract.ts';
import type { RecordingStatus } from '../recordings/recording-status.ts';

type StageRow = {
  name: string;
  /** Changes whenever the same inputs would give another result: a part of every fingerprint. */
  engine: string;
  runsIn: 'container' | 'function';
  /** Artifacts that go in, and with them into the fingerprint. */
  reads: readonly ArtifactKind[];
  /** Of these, what goes in under some configs only: under others a change of it changes nothing. */
  readsWhen?: Partial<Record<ArtifactKind, (config: ProcessingConfig) => boolean>>;
  makes: readonly ArtifactKind[];
  /** The part of the config that shapes the result. */
  settings: readonly (keyof ProcessingConfig)[];
  /** Whether names and dates of the recording shape the result. */
  usesDetails?: true;
  /** Status of the recording while the stage runs. */
  status: RecordingStatus;
  /** Status of the recording when it has ended, if that is another one. */
  statusAfter?: RecordingStatus;
  /** Every result stays, numbered, and a person may go back to one. */
  keepsVersions?: true;
  /** Left out for stages that always run. */
  enabled?: (config: ProcessingConfig) => boolean;
  /** How it may answer that it is not done: tasks make parts of it, or it waits for somebody. */
  continues?: 'parts' | 'wait';
  /** Share of a task's progress. */
  weight: number;
  /** Fargate size of stages in containers: CPU units and MiB. */
  size?: { cpu: number; memoryMiB: number };
};

/** Whether words become a part of the picture, which then has to wait for them. */
export const burnsIn = ({ picture, transcription }: ProcessingConfig) =>
  picture.burn_in.enabled && transcription.enabled;

/**
 * The pipeline as data, in order: read by the state machine, the task definitions, the progress
 * of tasks and the fingerprints. `render` and `transcribe → topics → subtitles` run in parallel,
 * unless words are burnt into the picture: then it comes after them.
 */
export const STAGES = [
  {
    name: 'analyze',
    engine: 'analyze-8',
    runsIn: 'container',
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
    settings: ['trim'],
    status: 'PROCESSING',
    statusAfter: 'PROCESSED',
    weight: 10,
    size: { cpu: 2048, memoryMiB: 4096 },
  },
  {
    name: 'edit',
    engine: 'edit-1',
    runsIn: 'function',
    reads: ['automatic_edit', 'manual_edit', 'probe', 'transcript'],
    // Of an earlier run: in the first one there is none when this stage begins.
    readsWhen: { transcript: ({ trim }) => trim.spare_words },
    makes: ['edit'],
    settings: [],
    status: 'PROCESSED',
    weight: 1,
  },
  {
    name: 'render',
    engine: 'render-7',
    runsIn: 'container',
    reads: ['original', 'probe', 'edit', 'burn_in'],
    readsWhen: { burn_in: burnsIn },
    makes: ['video'],
    settings: ['picture', 'sound'],
    continues: 'parts',
    status: 'PREPARING',
    weight: 40,
    size: { cpu: 4096, memoryMiB: 8192 },
  },
  {
    name: 'transcribe',
    engine: 'transcribe-3',
    runsIn: 'container',
    reads: ['speech', 'speech_audio', 'levels', 'sidecar', 'probe'],
    makes: ['transcript'],
    keepsVersions: true,
    settings: ['transcription'],
    continues: 'wait',
    enabled: ({ transcription }) => transcription.enabled,
    status: 'PREPARING',
    weight: 40,
    size: { cpu: 2048, memoryMiB: 4096 },
  },
  {
    name: 'topics',
    engine: 'topics-2',
    runsIn: 'function',
    reads: ['transcript'],
    makes: ['topics'],
    keepsVersions: true,
    settings: ['topics'],
    enabled: ({ transcription, topics }) => transcription.enabled && topics.enabled,
    status: 'PREPARING',
    weight: 3,
  },
  {
    name: 'subtitles',
    engine: 'subtitles-3',
    runsIn: 'function',
    reads: ['transcript', 'edit', 'probe'],
    makes: ['subtitles', 'burn_in'],
    settings: ['subtitles', 'picture'],
    enabled: config =>
      (config.transcription.enabled && config.subtitles.enabled) || burnsIn(config),
    status: 'PREPARING',
    weight: 3,
  },
  {
    name: 'metadata',
    engine: 'metadata-1',
    runsIn: 'function',
    reads: ['topics', 'edit', 'probe'],
    makes: ['metadata'],
    settings: ['metadata'],
    usesDetails: true,
    status: 'TRANSCRIBED',
    weight: 1,
  },
  {
    name: 'publish',
    engine: 'publish-6',
    runsIn: 'function',
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
    settings: ['publish', 'picture'],
    enabled: ({ publish }) => publish.presets.length > 0,
    status: 'UPLOADING',
    weight: 2,
  },
] as const satisfies readonly StageRow[];

export type StageName = (typeof STAGES)[number]['name'];
export const STAGE_NAMES = STAGES.map(({ name }) => name);

export type StageDefinition = StageRow & { name: StageName };

export function stageDefinition(name: StageName): StageDefinition {
  const row = STAGES.find(stage => stage.name === name);
  if (!row) throw new TypeError(`No stage ${name}.`);
  return row;
}

/** Artifacts that go into a stage under a config. */
export const readsOf = ({ reads, readsWhen }: StageDefinition, config: ProcessingConfig) =>
  reads.filter(kind => readsWhen?.[kind]?.(config) ?? true);
