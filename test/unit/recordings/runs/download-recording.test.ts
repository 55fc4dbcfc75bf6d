import { expect, test } from 'vitest';
import { downloadRecording } from '../../../../src/recordings/runs/download-recording.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

test.each([
  { status: 'READY' as const, code: 'conflict' },
  { status: 'DOWNLOADING' as const, code: 'upload_incomplete' },
])('of an upload that is $status there is nothing to download: $code', async ({ status, code }) => {
  const it = idlePorts({ status });
  await expect(downloadRecording(it.ports)(it.key)).rejects.toMatchObject({ code });
});
