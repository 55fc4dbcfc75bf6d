import { batchHandler } from '../../src/adapters/sqs/batch-handler.ts';
import { readCommand } from '../../src/adapters/sqs/commands.ts';
import { createLog } from '../../src/kernel/logger.ts';
import { carryOut } from '../../src/pipeline/tasks/carry-out.ts';
import { tidyRecording } from '../../src/pipeline/tidy-recording.ts';
import { askTakeBack } from '../../src/publishing/ask-take-back.ts';
import { eraseRecording } from '../../src/recordings/delete-recording.ts';
import { commandPort, mediaPorts, runPort, tablePorts } from '../../src/wiring/pipeline.ts';
import { publicationPorts } from '../../src/wiring/publications.ts';

const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), ...runPort() };
const takeBack = askTakeBack(publicationPorts(ports.table));
const erase = eraseRecording({ ...ports, takeBack });
const carry = carryOut({ ...ports, erase, tidy: tidyRecording(ports) });

export const handler = batchHandler(({ body }) => carry(readCommand(body)), createLog());
