import { engineRows } from '../../../../src/adapters/dynamodb/pipeline/engine-rows.ts';
import { subjectEntity } from '../../../../src/adapters/dynamodb/pipeline/subject-entity.ts';
import { batchHandler } from '../../../../src/adapters/sqs/batch-handler.ts';
import { readCommand } from '../../../../src/adapters/sqs/commands.ts';
import { createLog } from '../../../../src/kernel/logger.ts';
import { subjectPrefix } from '../../../../src/pipeline/object-keys.ts';
import type { Subject } from '../../../../src/pipeline/subject.ts';
import { handleCommand } from '../../../../src/pipeline/tasks/handle-command.ts';
import { tidySubject } from '../../../../src/pipeline/tidy-subject.ts';
import { commandPort } from '../../../../src/wiring/commands.ts';
import { ceilingPort, limitsPort } from '../../../../src/wiring/limits.ts';
import { filePort, mediaBucket } from '../../../../src/wiring/media.ts';
import { runPort } from '../../../../src/wiring/runs.ts';
import { stateTable } from '../../../../src/wiring/table.ts';
import { noteEngine } from '../note-engine.ts';

const table = stateTable();
const ports = {
  ...noteEngine(table),
  ...limitsPort(table),
  ...ceilingPort(table),
  ...filePort(mediaBucket()),
  ...commandPort(),
  ...runPort(),
};

async function erase(subject: Subject) {
  const { workspaceId, kind, id } = subject;
  await ports.files.removePrefix(workspaceId, subjectPrefix(subject));
  await engineRows(table).erase(subject);
  await subjectEntity(table, kind).delete({ workspaceId, id }).go();
}

const handle = handleCommand({ ...ports, erase, expire: erase, tidy: tidySubject(ports) });

export const handler = batchHandler(({ body }) => handle(readCommand(body)), createLog());
