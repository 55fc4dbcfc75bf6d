import { afterAll, beforeAll } from 'vitest';
import type { Table } from '../../src/adapters/dynamodb/client.ts';
import { artifactRepository } from '../../src/adapters/dynamodb/pipeline/artifact-repository.ts';
import { engineRows } from '../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { stageRepository } from '../../src/adapters/dynamodb/pipeline/stage-repository.ts';
import { stuckWork } from '../../src/adapters/dynamodb/pipeline/stuck-work.ts';
import { subjectRepository } from '../../src/adapters/dynamodb/pipeline/subject-repository.ts';
import { taskRepository } from '../../src/adapters/dynamodb/pipeline/task-repository.ts';
import { versionRepository } from '../../src/adapters/dynamodb/pipeline/version-repository.ts';
import { expiredUploads } from '../../src/adapters/dynamodb/recordings/expired-uploads.ts';
import { recordingLists } from '../../src/adapters/dynamodb/recordings/recording-lists.ts';
import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import type { EnginePorts, MakePorts } from '../contract/engine-ports.ts';
import { startTable } from './table.ts';

/** The repositories on a table of its own, for one test file. */
export function onTable(): MakePorts {
  const table = tableOfFile();
  return () => tablePorts(table());
}

/** Starts a table before the tests of a file and stops it after them. */
export function tableOfFile(): () => Table {
  let started: Awaited<ReturnType<typeof startTable>>;
  beforeAll(async () => {
    started = await startTable();
  });
  afterAll(() => started.stop());
  return () => started.table;
}

export const tablePorts = (table: Table): EnginePorts => ({
  recordings: { ...recordingRepository(table), ...recordingLists(table) },
  expired: expiredUploads(table),
  subjects: subjectRepository(table),
  tasks: taskRepository(table),
  stages: stageRepository(table),
  artifacts: artifactRepository(table),
  versions: versionRepository(table),
  rows: engineRows(table),
  stuck: stuckWork(table),
});
