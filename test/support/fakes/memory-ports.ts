import type {
  Artifacts,
  Command,
  Files,
  Outcome,
  Stages,
  Tasks,
} from '../../../src/pipeline/ports.ts';
import type { Artifact } from '../../../src/pipeline/stages/artifact.contract.ts';
import type { StageState } from '../../../src/pipeline/stages/stage-state.ts';
import type { StageVersion, Versions } from '../../../src/pipeline/stages/stage-version.ts';
import type { Task } from '../../../src/pipeline/tasks/task.ts';
import type { Subscriptions } from '../../../src/plans/ports.ts';
import type { Recordings } from '../../../src/recordings/ports.ts';
import type { Recording } from '../../../src/recordings/recording.ts';
import { sampleRecording, sampleTask } from '../samples.ts';

const NOW = 1_700_000_100_000;

/** Ports over plain maps, with the same conditions as the table's. One recording, one task. */
export function memoryPorts(
  changes: { recording?: Partial<Recording>; task?: Partial<Task> } = {},
) {
  const recording: Recording = sampleRecording(changes.recording);
  const task: Task = sampleTask(recording, { status: 'RUNNING', ...changes.task });
  recording.activeTaskId = task.taskId;
  const states = new Map<string, StageState>();
  const stored: (Artifact & { stage: string })[] = [];
  const objects = new Map<string, Uint8Array>();
  /** Of objects that were not written just now. */
  const writtenAt = new Map<string, number>();
  const commands: Command[] = [];
  const ended: Outcome[] = [];
  const statuses: string[] = [];

  const recordings: Pick<Recordings, 'find' | 'change'> = {
    find: async (workspaceId, id) =>
      workspaceId === recording.workspaceId && id === recording.recordingId ? recording : undefined,
    change: async (_workspace, _id, change, { from, activeTaskId }) => {
      if (!from.includes(recording.status)) return undefined;
      if (activeTaskId !== undefined && (recording.activeTaskId ?? null) !== activeTaskId) {
        return undefined;
      }
      if (change.status) statuses.push(change.status);
      Object.assign(recording, change);
      return recording;
    },
  };
  const tasks: Pick<Tasks, 'find' | 'setProgress' | 'finish'> = {
    find: async (_workspace, id) => (id === task.taskId ? task : undefined),
    setProgress: async (_key, stage, percent) => {
      if (task.status !== 'RUNNING' || task.cancelRequestedAt !== undefined) return false;
      task.progress[stage] = Math.max(percent, task.progress[stage] ?? 0);
      return true;
    },
    finish: async (_key, outcome) => {
      if (task.status !== 'RUNNING' && task.status !== 'QUEUED') return false;
      task.status = outcome.task;
      ended.push(outcome);
      return true;
    },
  };
  const put = async (state: StageState) => {
    if (task.status !== 'RUNNING') return false;
    states.set(state.stage, state);
    return true;
  };
  const stages: Stages = { list: async () => [...states.values()], put, complete: put };
  const artifacts: Artifacts = {
    list: async () => stored,
    put: async (_scope, stage, made) => {
      for (const artifact of made) {
        const isSame = (row: Artifact & { stage: string }) =>
          row.stage === stage &&
          row.fingerprint === artifact.fingerprint &&
          row.kind === artifact.kind &&
          row.variant === artifact.variant;
        const at = stored.findIndex(isSame);
        stored.splice(at < 0 ? stored.length : at, at < 0 ? 0 : 1, { ...artifact, stage });
      }
    },
    insert: async (_scope, stage, artifact) => {
      const isTaken = stored.some(
        ({ kind, variant }) => kind === artifact.kind && variant === artifact.variant,
      );
      if (!isTaken) stored.push({ ...artifact, stage });
      return !isTaken;
    },
    putMade: async (scope, stage, made) => {
      if (task.status !== 'RUNNING') return false;
      await artifacts.put(scope, stage, made);
      return true;
    },
    remove: async (_scope, stage, old) => {
      const gone = stored.filter(
        row => row.stage === stage && old.some(({ key }) => key === row.key),
      );
      for (const row of gone) stored.splice(stored.indexOf(row), 1);
    },
  };
  const made: StageVersion[] = [];
  const versions: Versions = {
    list: async (_workspace, _id, stage) => made.filter(version => version.stage === stage),
    complete: async state => {
      if (!(await put(state))) return false;
      const { workspaceId, recordingId, stage, note, facts, madeFingerprint: fingerprint } = state;
      const known = made.filter(version => version.stage === stage);
      if (known.some(version => version.fingerprint === fingerprint)) return true;
      const row = { workspaceId, recordingId, stage, note, facts, fingerprint };
      made.push({ ...row, number: known.length + 1, createdAt: state.finishedAt });
      return true;
    },
    choose: async (seen, chosen) => {
      if (recording.activeTaskId || states.get(seen.stage) !== seen) return false;
      states.set(chosen.stage, chosen);
      return true;
    },
  };
  const files: Files = {
    head: async (_workspace, key) => {
      const bytes = objects.get(key);
      if (!bytes) return undefined;
      return { key, sizeBytes: bytes.byteLength, etag: 'e1', contentType: 'video/mp4' };
    },
    read: async (_workspace, key) => objects.get(key) ?? new Uint8Array(),
    put: async (_workspace, key, content) => {
      const body = 'body' in content ? content.body : '';
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
      objects.set(key, bytes);
      return { sizeBytes: bytes.byteLength, sha256: `sha-${new TextDecoder().decode(bytes)}` };
    },
    download: async () => 'sha-of-download',
    removePrefix: async (_workspace, prefix) => {
      for (const key of objects.keys()) if (key.startsWith(prefix)) objects.delete(key);
    },
    list: async (_workspace, prefix) =>
      [...objects.keys()]
        .filter(key => key.startsWith(prefix))
        .map(key => ({ key, modifiedAt: writtenAt.get(key) ?? NOW })),
    remove: async (_workspace, keys) => {
      for (const key of keys) objects.delete(key);
    },
    link: async (_workspace, key) => `https://files.example/${key}`,
  };
  const subscriptions: Subscriptions = { find: async () => ({ plan: 'free' }) };
  const key = {
    workspaceId: recording.workspaceId,
    recordingId: recording.recordingId,
    taskId: task.taskId,
  };
  return {
    recording,
    task,
    key,
    states,
    stored,
    versions: made,
    objects,
    writtenAt,
    sent: commands,
    ended,
    statuses,
    ports: {
      recordings,
      tasks,
      stages,
      artifacts,
      versions,
      files,
      subscriptions,
      commands: { send: async (command: Command) => void commands.push(command) },
      clock: () => NOW,
      provider: () => 'offline',
    },
  };
}
