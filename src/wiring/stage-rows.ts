import type { Table } from '../adapters/dynamodb/client.ts';
import { artifactRepository } from '../adapters/dynamodb/pipeline/artifact-repository.ts';
import { stageRepository } from '../adapters/dynamodb/pipeline/stage-repository.ts';
import { subjectRepository } from '../adapters/dynamodb/pipeline/subject-repository.ts';
import { taskProgress } from '../adapters/dynamodb/pipeline/task-progress.ts';
import { versionRepository } from '../adapters/dynamodb/pipeline/version-repository.ts';
import { PIPELINES } from '../pipelines/index.ts';

/** The rows of stages, what a run may see of the rest, and the pipelines there are. */
export const stageRowPorts = (table: Table) => ({
  clock: Date.now,
  pipelines: PIPELINES,
  subjects: subjectRepository(table),
  tasks: taskProgress(table),
  stages: stageRepository(table),
  artifacts: artifactRepository(table),
  versions: versionRepository(table),
});
