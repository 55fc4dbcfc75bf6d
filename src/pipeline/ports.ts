import type { Overrides } from '../config/resolve.ts';
import type { TaskId, WorkspaceId } from '../kernel/ids.ts';
import type { Page, PageOf } from '../kernel/page.ts';
import type { Artifact, StoredArtifact } from './artifact.ts';
import type { Failure } from './failure.ts';
import type { StageState } from './stages/stage-state.ts';
import type { Subject } from './subject.ts';
import type { SubjectNotes } from './subject-notes.ts';
import type { Charged, RunKey, Task, TaskKey } from './tasks/task.ts';

/** A subject's own row, as far as the engine goes; the rest of it is its feature's. */
export type SubjectState = {
  status: string;
  /** The task that is working on it now, if any; at most one. */
  activeTaskId?: TaskId | undefined;
  /** The newest task, running or ended. */
  lastTaskId?: TaskId | undefined;
  /** Of the original; absent for kinds that have none. */
  sizeBytes?: number | undefined;
  /** Once it was measured. */
  durationSeconds?: number | undefined;
  configOverrides: Overrides;
};

export type Subjects = {
  /** Undefined for unknown and deleted ones alike. */
  find: (subject: Subject) => Promise<SubjectState | undefined>;
  /** False, and nothing written, unless the status is one of `from` and the task has the subject. */
  move: (
    run: RunKey,
    move: { from: readonly string[]; to: string },
    now: number,
  ) => Promise<boolean>;
  /**
   * Writes into the subject's row what a run has found out about it. False, and nothing written,
   * unless the task has the subject.
   */
  note: (run: RunKey, found: SubjectNotes) => Promise<boolean>;
};

/** How a run ended for its task and its subject. */
export type Outcome =
  /** `uncounted`: nothing was done that a plan counts, such as with a blank recording. */
  | { task: 'SUCCEEDED' | 'CANCELLED'; status: string; uncounted?: true }
  | { task: 'FAILED'; status: string; failure: Failure };

/**
 * What a run counts for. A subject counts once in a period: reserved by the transaction that queues
 * its task, kept or given back by the one that ends it.
 */
export type Charge = Charged & {
  /** The most of a period; null for "no limit". */
  limit: number | null;
  /** What one beyond that costs, and the most of a period; null where none may be. */
  overage: { price: number; most: number | null } | null;
  refusal: (used: number) => Error;
};

export type Quotas = {
  /** Undefined for what costs nothing. */
  chargeOf: (subject: Subject) => Promise<Charge | undefined>;
  /**
   * How urgent a task may be that somebody asked to be so urgent.
   * @throws invalid_request where that is more than the plan allows
   */
  priorityOf: (workspaceId: WorkspaceId, asked: number) => Promise<number>;
};

/** How many tasks may run at once, of one workspace and of all together. */
export type Slots = {
  workspace: number;
  account: number;
  /** What the workspace will have had, and how far everybody is, once the task is admitted. */
  share?: { weight: number; had: number; clock: number };
};

/**
 * Minutes of media by weight: how far the account is, and what each workspace has had. Who is not
 * listed has had nothing lately.
 */
export type Shares = { clock: number; had: ReadonlyMap<WorkspaceId, number> };

export type Admission = 'admitted' | 'full' | 'account_full' | 'gone';

/**
 * Who waits for a slot of the account: the oldest task of each workspace that was refused for want of
 * one. A help and no promise: the sweeper asks for whoever is missing here.
 */
export type AccountLine = {
  /** Oldest first: ids of tasks begin with the time at which they were made. */
  list: () => Promise<TaskKey[]>;
  /** Leaves out who comes when it is full. */
  join: (key: TaskKey) => Promise<void>;
  leave: (keys: readonly TaskKey[]) => Promise<void>;
  /** What workspaces have had of the account: whose turn it is. */
  shares: () => Promise<Shares>;
};

export type Tasks = {
  /**
   * In one transaction: the task waits, and its subject names it as the active one. False if
   * the subject is gone, in another status than `from`, has an active task, or with `firstRun`
   * ever had one. With a `charge` it also reserves what the run counts for, unless the subject was
   * counted in the period already; where that is more than there is, its refusal is thrown.
   */
  enqueue: (
    task: Task,
    guard: {
      from: readonly string[];
      firstRun: boolean;
      configOverrides?: Overrides | undefined;
      charge?: Charge | undefined;
    },
  ) => Promise<boolean>;
  find: (key: TaskKey) => Promise<Task | undefined>;
  list: (workspaceId: WorkspaceId, page: PageOf<TaskId>) => Promise<Page<Task, TaskId>>;
  /** Oldest first. One that was queued a moment ago may be missing. */
  listQueued: (workspaceId: WorkspaceId) => Promise<Task[]>;
  /**
   * In one transaction: takes a slot of the workspace and one of the account, and sets the task
   * running. `full` where the workspace has none left, `account_full` where only the account has
   * none, `gone` if the task is no longer queued. Taking a slot twice is taking it once.
   */
  admit: (key: TaskKey, slots: Slots, now: number) => Promise<Admission>;
  /** False if the task is over; a second request is no error. */
  requestCancel: (key: TaskKey, now: number) => Promise<boolean>;
  /**
   * False once the task is not running any more or its cancellation was asked: stop the work. A
   * percentage never goes back: not for a worker that begins again, nor for one of several.
   */
  setProgress: (key: TaskKey, stage: string, percent: number) => Promise<boolean>;
  /**
   * Says that a worker waits for a machine, or has found one. False, and nothing written, once the
   * task is not running any more or its cancellation was asked, and where nothing changes.
   */
  setWaiting: (key: TaskKey, worker: string, isWaiting: boolean) => Promise<boolean>;
  /**
   * In one transaction: ends task and subject, gives the slot back and settles what the task
   * reserved: kept after success, else given back. `surplusMinutes` are what the workspace has had
   * beyond what was guessed. False if it was over.
   */
  finish: (
    run: RunKey & Pick<Task, 'charged' | 'weight'> & { surplusMinutes?: number | undefined },
    outcome: Outcome,
    now: number,
  ) => Promise<boolean>;
  /** Gives back what a task that is over or unknown holds, of its workspace and of the account. */
  releaseSlot: (key: TaskKey) => Promise<void>;
  /** Keeps or gives back what a task that is over still holds of a quota. Safe to repeat. */
  settle: (reservation: Reservation, keep: boolean) => Promise<void>;
};

/** How much a workspace's plan lets run at once. */
export type Limits = {
  find: (
    workspaceId: WorkspaceId,
  ) => Promise<{ tasks: number; workersOfStage: number; weight: number }>;
};

/** A reservation, and the task that it was made for. */
export type Reservation = Charged & { subject: Subject; taskId: TaskId };

/** What only the sweeper may do: look across workspaces for work that got stuck. */
export type StuckWork = {
  /** Where a task has waited longest first. */
  workspacesWithQueue: () => Promise<WorkspaceId[]>;
  /** Those of a workspace and those of the account: what is held of only one of them, too. */
  takenSlots: () => Promise<TaskKey[]>;
  /** Made before that time, in epoch milliseconds, and neither kept nor given back since. */
  openReservations: (before: number) => Promise<Reservation[]>;
  unfinishedDeletions: () => Promise<Subject[]>;
};

export type Stages = {
  list: (subject: Subject) => Promise<StageState[]>;
  /** Replaces the row, but only while the task is running: else false, and nothing is written. */
  put: (state: StageState) => Promise<boolean>;
  /** The commit point of a stage; false if the task is not running any more. */
  complete: (state: StageState) => Promise<boolean>;
};

export type Artifacts = {
  /** All that are stored, also of older fingerprints; kinds that are left out never leave storage. */
  list: (subject: Subject, leftOut?: ReadonlySet<string>) => Promise<StoredArtifact[]>;
  put: (subject: Subject, stage: string, artifacts: readonly Artifact[]) => Promise<void>;
  /** What a stage made, but only while its task runs: else false, and not all is written. */
  putMade: (run: RunKey, stage: string, artifacts: readonly Artifact[]) => Promise<boolean>;
  /** Only if there is no such artifact yet and the subject is not gone: else false. */
  insert: (subject: Subject, stage: string, artifact: Artifact) => Promise<boolean>;
  /** Leaves a row that by now names another object. */
  remove: (subject: Subject, stage: string, artifacts: readonly Artifact[]) => Promise<void>;
};

/** The rows that the engine keeps of a subject, as a whole. */
export type EngineRows = {
  /** Stages, versions and what they made; what came in stays. Safe to repeat. */
  clear: (subject: Subject) => Promise<void>;
  /** Files of all kinds and versions; what the stages say of their results stays. Safe to repeat. */
  forgetFiles: (subject: Subject) => Promise<void>;
  /** These and what came in. Tasks stay: they are the workspace's history. Safe to repeat. */
  erase: (subject: Subject) => Promise<void>;
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
  /** Returns the content's SHA-256 in hex. */
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

/** Runs the state machine of a subject's kind. A run is named after its task: starting twice is starting once. */
export type Runs = {
  start: (run: RunKey) => Promise<void>;
  stop: (run: RunKey) => Promise<void>;
  state: (run: RunKey) => Promise<'running' | 'ended' | 'unknown'>;
};

/** Asks for work that must survive the asker: delivered at least once. */
export type Command =
  /** `taskId` was queued a moment ago, so that lists may not have it yet. */
  | { command: 'admit'; workspaceId: WorkspaceId; taskId?: TaskId | undefined }
  | { command: 'cancel'; workspaceId: WorkspaceId; taskId: TaskId }
  | { command: 'erase'; subject: Subject }
  | { command: 'expire'; subject: Subject }
  | { command: 'tidy'; subject: Subject };

export type Commands = { send: (command: Command) => Promise<void> };
