import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { ingestDrop } from '../../../../src/recordings/ingest-drop.ts';
import { processRecording } from '../../../../src/recordings/process-recording.ts';
import type { RecordingKey } from '../../../../src/recordings/recording-key.ts';
import { resetRecording } from '../../../../src/recordings/reset-recording.ts';
import { retryRecording } from '../../../../src/recordings/retry-recording.ts';
import { expireUpload } from '../../../../src/recordings/uploads/expire-upload.ts';
import { runAgain } from '../../../../src/recordings/versions/run-again.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';
import { worldOfInbox } from '../inbox-world.ts';
import { UPLOAD } from '../upload-world.ts';

type World = Pick<ReturnType<typeof idlePorts>, 'ports' | 'store' | 'sent'>;

/** How a recording may fail for good before its original is kept. */
const REFUSED = {
  file_too_large: async () => {
    const it = worldOfInbox();
    it.drop('a.mp4');
    const deps = { ...it.deps, largestUploadBytes: 4 };
    const drop = { ...it, key: it.at('a.mp4'), fileName: 'a.mp4', sequencer: '01' };
    return { it, key: await ingestDrop(deps)(drop) };
  },
  upload_expired: async () => {
    const it = idlePorts({ status: 'DOWNLOADING', upload: UPLOAD });
    await expireUpload(it.ports)(it.key);
    return { it, key: it.key };
  },
};

type Door = (it: World, key: RecordingKey) => Promise<unknown>;
const operation = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const takeBack = async () => Promise.reject(new Error('Nothing was published.'));
const DOORS: Record<string, Door> = {
  retry: ({ ports }, key) => retryRecording(ports)(key, { operationId: operation }),
  reset: ({ ports }, key) => resetRecording({ ...ports, takeBack })(key),
  process: ({ ports }, key) =>
    processRecording({ ...ports, speechLanguages: null })(key, { operationId: operation }),
  'a new version': ({ ports }, key) => {
    const order = { part: 'topics' as const, config: {}, taskId: newId('task') };
    return runAgain(ports, async () => undefined)(key, order);
  },
};

const rows = Object.entries(REFUSED).flatMap(([code, refused]) =>
  Object.entries(DOORS).map(([name, door]) => ({ code, name, refused, door })),
);

test.each(rows)(
  '$name of a recording that is FAILED with $code is refused with its reason',
  async ({ code, refused, door }) => {
    const { it, key } = await refused();
    if (!key) throw new Error('no recording');
    const before = structuredClone(it.store.recordings.get(key.recordingId));
    expect(before).toMatchObject({ status: 'FAILED', failure: { code } });
    await expect(door(it, key)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining(before?.failure?.reason ?? 'a reason'),
    });
    expect(it.store.recordings.get(key.recordingId)).toEqual(before);
    expect([it.store.tasks.size, it.sent]).toEqual([0, []]);
  },
);
