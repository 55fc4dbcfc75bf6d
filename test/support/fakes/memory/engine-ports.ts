import type { EnginePorts } from '../../../contract/engine-ports.ts';
import { memoryArtifacts } from './artifacts.ts';
import { memoryEngineRows } from './engine-rows.ts';
import { memoryExpiredUploads } from './expired-uploads.ts';
import { memoryRecordings } from './recordings.ts';
import { memoryStages } from './stages.ts';
import { type MemoryStore, memoryStore } from './store.ts';
import { memoryStuckWork } from './stuck-work.ts';
import { memorySubjects } from './subjects.ts';
import { memoryTasks } from './tasks.ts';
import { memoryVersions } from './versions.ts';

/** All that keeps rows, in memory. */
export const memoryEnginePorts = (store: MemoryStore = memoryStore()): EnginePorts => ({
  recordings: memoryRecordings(store),
  expired: memoryExpiredUploads(store),
  subjects: memorySubjects(store),
  tasks: memoryTasks(store),
  stages: memoryStages(store),
  artifacts: memoryArtifacts(store),
  versions: memoryVersions(store),
  rows: memoryEngineRows(store),
  stuck: memoryStuckWork(store),
});
