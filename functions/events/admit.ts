import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readCommand } from '../../src/adapters/sqs/commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { carryOut } from '../../src/pipeline/tasks/carry-out.ts';
import { tidySubject } from '../../src/pipeline/tidy-subject.ts';
import { unpublish } from '../../src/publishing/unpublish.ts';
import { eraseRecording } from '../../src/recordings/delete-recording.ts';
import { commandPort, mediaPorts, runPort, tablePorts } from '../../src/wiring/pipeline.ts';
import { libraryPorts } from '../../src/wiring/publishing.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), ...runPort() };
const erase = eraseRecording({ ...ports, unpublish: unpublish(libraryPorts(ports.table)) });
const carry = carryOut({ ...ports, erase, tidy: tidySubject(ports) });

export const handler = batchHandler(({ body }) => carry(readCommand(body)), createLog());
