import type { Table } from '../../src/adapters/dynamodb/client.ts';
import { listKeys } from '../../src/adapters/dynamodb/recordings/list-keys.ts';
import { recordingEntity } from '../../src/adapters/dynamodb/recordings/recording-entities.ts';
import { newId, type WorkspaceId } from '../../src/kernel/ids.ts';
import type { Recording } from '../../src/recordings/recording.ts';
import { sampleRecording } from './samples.ts';

/** When number 0 begins; each further one begins a minute later. */
const FIRST = Date.parse('2020-01-01T00:00:00Z');

export const numbered = (
  workspaceId: WorkspaceId,
  index: number,
  changes: Partial<Recording> = {},
) => {
  const startTime = FIRST + index * 60_000;
  return sampleRecording({
    workspaceId,
    recordingId: newId('recording', startTime),
    displayName: `Lecture ${index}`,
    status: 'READY',
    startTime,
    createdAt: startTime,
    ...changes,
  });
};

/** Puts many into a table at once, past the conditions that one at a time has. */
export async function putMany(table: Table, rows: readonly Recording[]) {
  const entity = recordingEntity(table);
  const items = rows.map(row => ({ ...row, ...listKeys(row) }));
  await entity.put(items).go({ concurrency: 4 });
}
