import type { WorkspaceId } from '../kernel/ids.ts';
import type { StageName } from '../pipelines/recording.ts';
import type { Failure } from '../recordings/recording.ts';
import type { RecordingStatus } from '../recordings/recording-status.ts';
import type { Artifact } from './stages/artifact.contract.ts';
import type { StageState } from './stages/stage-state.ts';
import type { Task } from './tasks/task.ts';

export type TaskKey = { workspaceId: WorkspaceId; recordingId: string; taskId: string };

export type Page<Item> = { items: Item[]; cursor: string | null };

/** How a run ended for its task and its recording. */
export type Outcome =
  | { task: 'SUCCEEDED'; recording: RecordingStatus }
  | { task: 'FAILED'; recording: 'FAILED'; failure: Failure }
  | { task: 'CANCELLED'; recording: RecordingStatus };

export type Tasks = {
  /**
   * In one transaction: the task waits, and its recording names it as the active one. False if
   * the recording is gone, in another state than `from`, has an active task, or with `firstRun`
   * ever had one.
   */
  enqueue: (
    task: Task,
    guard: {
      from: readonly RecordingStatus[];
      firstRun: boolean;
      configOverrides?: Record<string, unknown> | undefined;
    },
  ) => Promise<boolean>;
  find: (workspaceId: WorkspaceId, taskId: string) => Promise<Task | undefined>;
  list: (
    workspaceId: WorkspaceId,
    options: { limit: number; cursor?: string | undefined },
  ) => Promise<Page<Task>>;
  /** Oldest first. */
  listQueued: (workspaceId: WorkspaceId) => Promise<Task[]>;
  /**
   * In one transaction: takes one of `limit` slots and sets the task running. `full` without a
   * free slot, `gone` if the task is no longer queued. Taking a slot twice is taking it once.
   */
  admit: (key: TaskKey, limit: number, now: number) => Promise<'admitted' | 'full' | 'gone'>;
  /** False if the task is over; a second request is no error. */
  requestCancel: (workspaceId: WorkspaceId, taskId: string, now: number) => Promise<boolean>;
  /**
   * False once the task is not running any more or its cancellation was asked: stop the work. A
   * percentage never goes back: not for a worker that begins again, nor for one of several.
   */
  setProgress: (key: TaskKey, stage: StageName, percent: number) => Promise<boolean>;
  /** In one transaction: ends task and recording and gives the slot back. False if it was over. */
  finish: (key: TaskKey, outcome: Outcome, now: number) => Promise<boolean>;
  /** Removes the slot of a task that is over or unknown. */
  releaseSlot: (workspaceId: WorkspaceId, taskId: string) => Promise<void>;
};

/** What only the sweeper may do: look across workspaces for work that got stuck. */
export type StuckWork = {
  workspacesWithQueue: () => Promise<WorkspaceId[]>;
  takenSlots: () => Promise<{ workspaceId: WorkspaceId; taskId: string }[]>;
  expiredUploads: (now: number) => Promise<{ workspaceId: WorkspaceId; recordingId: string }[]>;
  unfinishedDeletions: () => Promise<{ workspaceId: WorkspaceId; recordingId: string }[]>;
};

export type Stages = {
  list: (workspaceId: WorkspaceId, recordingId: string) => Promise<StageState[]>;
  /** Replaces the row, but only while the task is running: else false, and nothing is written. */
  put: (state: StageState) => Promise<boolean>;
  /** The commit point of a stage; false if the task is not running any more. */
  complete: (state: StageState) => Promise<boolean>;
};

export type ArtifactScope = { workspaceId: WorkspaceId; recordingId: string };

export type Artifacts = {
  /** All that are stored, also of older fingerprints. `stage` is `source` for what came in. */
  list: (scope: ArtifactScope) => Promise<(Artifact & { stage: string })[]>;
  put: (scope: ArtifactScope, stage: string, artifacts: readonly Artifact[]) => Promise<void>;
  /** What a stage made, but only while its task runs: else false, and not all is written. */
  putMade: (key: TaskKey, stage: string, artifacts: readonly Artifact[]) => Promise<boolean>;
  /** Only if there is no such artifact yet and the recording is not gone: else false. */
  insert: (scope: ArtifactScope, stage: string, artifact: Artifact) => Promise<boolean>;
  /** Leaves a row that by now names another object. */
  remove: (scope: ArtifactScope, stage: string, artifacts: readonly Artifact[]) => Promise<void>;
};

export type StoredObject = { key: string; sizeBytes: number; etag: string; contentType: string };

/** Files of a workspace. Every method refuses a key outside the workspace's prefix. */
export type Files = {
  head: (workspaceId: WorkspaceId, key: string) => Promise<StoredObject | undefined>;
  read: (workspaceId: WorkspaceId, key: string) => Promise<Uint8Array>;
  put: (
    workspaceId: WorkspaceId,
    key: string,
    content: { body: string | Uint8Array } | { path: string },
    contentType: string,
  ) => Promise<{ sizeBytes: number; sha256: string }>;
  /** Answers the content's SHA-256 in hex. */
  download: (
    workspaceId: WorkspaceId,
    key: string,
    path: string,
    signal?: AbortSignal,
  ) => Promise<string>;
  removePrefix: (workspaceId: WorkspaceId, prefix: string) => Promise<void>;
  /** All below a prefix, with when each was written, in epoch milliseconds. */
  list: (
    workspaceId: WorkspaceId,
    prefix: string,
  ) => Promise<{ key: string; modifiedAt: number }[]>;
  /** What is not there is no error. */
  remove: (workspaceId: WorkspaceId, keys: readonly string[]) => Promise<void>;
  /** A signed link. `fileName` makes the browser save it under that name. */
  link: (
    workspaceId: WorkspaceId,
    key: string,
    options: { expiresInSeconds: number; fileName?: string },
  ) => Promise<string>;
};

/** Runs the state machine. A run is named after its task, so starting twice starts one. */
export type Runs = {
  start: (key: TaskKey) => Promise<void>;
  stop: (taskId: string) => Promise<void>;
  state: (taskId: string) => Promise<'running' | 'ended' | 'unknown'>;
};

/** Asks for work that must survive the asker: delivered at least once. */
export type Command =
  | { command: 'admit'; workspaceId: WorkspaceId }
  | { command: 'cancel'; workspaceId: WorkspaceId; taskId: string }
  | { command: 'erase'; workspaceId: WorkspaceId; recordingId: string }
  | { command: 'tidy'; workspaceId: WorkspaceId; recordingId: string };

export type Commands = { send: (command: Command) => Promise<void> };
