import { stuckWork } from '../../src/adapters/dynamodb/pipeline/stuck-work.ts';
import { expiredUploads } from '../../src/adapters/dynamodb/recordings/expired-uploads.ts';
import { sweep } from '../../src/pipeline/tasks/sweep.ts';
import { sweepUploads } from '../../src/recordings/sweep-uploads.ts';
import { commandPort, mediaPorts, runPort, tablePorts } from '../../src/wiring/pipeline.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), ...runPort() };
const sweepTasks = sweep({ ...ports, stuck: stuckWork(ports.table) });
const sweepRecordings = sweepUploads({ ...ports, expired: expiredUploads(ports.table) });

export const handler = async () => {
  await sweepTasks();
  await sweepRecordings();
};
