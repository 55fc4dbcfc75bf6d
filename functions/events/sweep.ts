import { stuckWork } from '../../src/adapters/dynamodb/pipeline/stuck-work.ts';
import { sweep } from '../../src/pipeline/tasks/sweep.ts';
import { expireUpload } from '../../src/recordings/expire-upload.ts';
import { commandPort, mediaPorts, runPort, tablePorts } from '../../src/wiring/pipeline.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), ...runPort() };

export const handler = sweep({
  ...ports,
  stuck: stuckWork(ports.table),
  expireUpload: expireUpload(ports),
});
