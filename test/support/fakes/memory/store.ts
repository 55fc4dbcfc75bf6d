import type { TaskId, WorkspaceId } from '../../../../src/kernel/ids.ts';
import type { StoredArtifact } from '../../../../src/pipeline/artifact.ts';
import type { Reservation } from '../../../../src/pipeline/ports.ts';
import type { StageState } from '../../../../src/pipeline/stages/stage-state.ts';
import type { StageVersion } from '../../../../src/pipeline/stages/stage-version.ts';
import type { Subject } from '../../../../src/pipeline/subject.ts';
import type { RunKey, Task } from '../../../../src/pipeline/tasks/task.ts';
import type { Usage } from '../../../../src/plans/ports.ts';
import type { Recording } from '../../../../src/recordings/recording.ts';

/** What the engine keeps of one subject. */
export type SubjectRows = {
  stages: Map<string, StageState>;
  artifacts: StoredArtifact[];
  versions: StageVersion[];
};

export type Unit = Reservation & { state: 'reserved' | 'committed' | 'released'; at: number };

export type MemoryStore = ReturnType<typeof memoryStore>;

/** What the table keeps, in plain maps. Ids of recordings and tasks are unique, so they do for keys. */
export function memoryStore() {
  const rows = new Map<string, SubjectRows>();
  return {
    recordings: new Map<string, Recording>(),
    /** Deleted recordings that are erased once more, and when. */
    erasableAt: new Map<string, number>(),
    /** What came in once, by workspace and the key that it came by. */
    deduplications: new Map<string, Recording['recordingId']>(),
    tasks: new Map<string, Task>(),
    /** Units by what they were counted for, and the sums of each period. */
    ledger: new Map<string, Unit>(),
    usage: new Map<string, Omit<Usage, 'period'>>(),
    /** What each workspace has had of the account, and how far that is. */
    shares: { clock: 0, had: new Map<WorkspaceId, number>() },
    /** Bytes that each workspace keeps. */
    stored: new Map<string, number>(),
    /** Ids of the tasks that hold a slot, by workspace. */
    slots: new Map<WorkspaceId, Set<TaskId>>(),
    rowsOf({ workspaceId, kind, id }: Subject): SubjectRows {
      const key = [workspaceId, kind, id].join('#');
      const known = rows.get(key) ?? { stages: new Map(), artifacts: [], versions: [] };
      rows.set(key, known);
      return known;
    },
  };
}

/** The condition of all that only a run that goes on may write. */
export function isRunning({ tasks }: MemoryStore, { subject, taskId }: RunKey) {
  const task = tasks.get(taskId);
  return task?.status === 'RUNNING' && task.subject.workspaceId === subject.workspaceId;
}

/** A copy, as a table gives: who changes it changes nothing that is stored. */
export const copyOf = <Value>(value: Value): Value => structuredClone(value);
