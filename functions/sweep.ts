import { stuckWork } from '../src/adapters/dynamodb/stuck-work.ts';
import { commandPort, mediaPorts, runPort, tablePorts } from '../src/adapters/pipeline-platform.ts';
import { sweep } from '../src/pipeline/sweep.ts';
import { expireUpload } from '../src/recordings/expire-upload.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), ...runPort() };

export const handler = sweep({
  ...ports,
  stuck: stuckWork(ports.table),
  expireUpload: expireUpload(ports),
});
