import { expect, test } from 'vitest';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { retentionRows } from '../../../src/adapters/dynamodb/recordings/retention-rows.ts';
import { settingsRepository } from '../../../src/adapters/dynamodb/settings/settings-repository.ts';
import { builtInPresets } from '../../../src/publishing/preset.ts';
import { changeSettings, patchedBy } from '../../../src/settings/change-settings.ts';
import { personOf } from '../../support/callers.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';
import { newWorkspaceId, sampleRecording } from '../../support/samples.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();
const noReferences = {
  presets: builtInPresets,
  thumbnails: memoryThumbnails().thumbnails,
  publishable: ['library'],
};
const REQUEST = { requestId: 'req_1', ip: '127.0.0.1' };

test('a workspace is found while it does not keep all for ever', async () => {
  const workspaceId = newWorkspaceId();
  const settings = settingsRepository(table());
  const change = (retentionDays: number | null | undefined) =>
    changeSettings({ settings, clock: () => 5, ...noReferences })(
      personOf(workspaceId),
      { next: patchedBy({}), retentionDays },
      REQUEST,
    );
  const found = () => retentionRows(table()).workspaces();
  expect((await change(undefined)).retention_days).toBeNull();
  expect(await found()).toEqual([]);
  expect((await change(30)).retention_days).toBe(30);
  expect((await change(undefined)).retention_days).toBe(30);
  expect(await found()).toEqual([{ workspaceId, retentionDays: 30 }]);
  expect((await change(null)).retention_days).toBeNull();
  expect(await found()).toEqual([]);
});

test('one that expired is found until its files are gone', async () => {
  const recordings = recordingRepository(table());
  const recording = sampleRecording();
  const { workspaceId, recordingId } = recording;
  await recordings.insert(recording);
  const found = () => retentionRows(table()).unfinished();
  expect(await found()).toEqual([]);
  const over = { status: 'EXPIRED', hasLeftovers: true } as const;
  await recordings.change(recording, over, { from: ['DOWNLOADED'] }, 2);
  expect(await found()).toEqual([{ workspaceId, recordingId }]);
  await recordings.change(recording, { hasLeftovers: null }, { from: ['EXPIRED'] }, 3);
  expect(await found()).toEqual([]);
});
