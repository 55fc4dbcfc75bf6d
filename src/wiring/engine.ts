import type { Table } from '../adapters/dynamodb/client.ts';
import { artifactRepository } from '../adapters/dynamodb/pipeline/artifact-repository.ts';
import { stageRepository } from '../adapters/dynamodb/pipeline/stage-repository.ts';
import { subjectRepository } from '../adapters/dynamodb/pipeline/subject-repository.ts';
import { taskRepository } from '../adapters/dynamodb/pipeline/task-repository.ts';
import { versionRepository } from '../adapters/dynamodb/pipeline/version-repository.ts';
import { newId } from '../kernel/ids.ts';
import { PIPELINES } from '../pipelines/index.ts';

/** The rows that the engine works on, and the pipelines it knows. */
export const enginePorts = (table: Table) => ({
  clock: Date.now,
  newTaskId: () => newId('task'),
  pipelines: PIPELINES,
  subjects: subjectRepository(table),
  tasks: taskRepository(table),
  stages: stageRepository(table),
  artifacts: artifactRepository(table),
  versions: versionRepository(table),
});
