import { recordingRepository } from '../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readJobCommand } from '../../src/adapters/sqs/job-commands.ts';
import { isLastTry } from '../../src/adapters/sqs/last-try.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { bulkItem } from '../../src/recordings/bulk/bulk-item.ts';
import { workJob } from '../../src/tasks/jobs/work-job.ts';
import { commandPort } from '../../src/wiring/commands.ts';
import { layerPorts } from '../../src/wiring/config.ts';
import { enginePorts } from '../../src/wiring/engine.ts';
import { jobCommandPort, jobRows } from '../../src/wiring/jobs.ts';
import { providerSettings, speechLanguages } from '../../src/wiring/provider-settings.ts';
import { quotaPorts } from '../../src/wiring/quotas.ts';
import { referenceCheck } from '../../src/wiring/references.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const ports = {
  ...enginePorts(table),
  ...layerPorts(table),
  ...quotaPorts(table),
  ...referenceCheck(table),
  ...jobRows(table),
  ...commandPort(),
  ...jobCommandPort(),
  recordings: recordingRepository(table),
  speechLanguages: speechLanguages(await providerSettings()),
};
const work = workJob({ ...ports, handlers: { bulk: bulkItem(ports) } });

export const handler = batchHandler(record => {
  const { workspaceId, taskId } = readJobCommand(record.body);
  return work({ workspaceId, taskId }, { isLastTry: isLastTry(record) });
}, createLog());
