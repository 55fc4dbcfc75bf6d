import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import type { Recording } from '../../../../src/recordings/recording.ts';
import type { Order } from '../../../../src/recordings/runs/prepare-operation.ts';
import { previewOperation } from '../../../../src/recordings/runs/preview-operation.ts';
import { startOperation } from '../../../../src/recordings/runs/start-operation.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

const operationId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

function world(recording: Partial<Recording> = {}) {
  const it = idlePorts(recording);
  const deps = { ...it.ports, speechLanguages: null };
  return {
    ...it,
    preview: (order: Order) => previewOperation(deps)(it.key, order),
    start: (order: Order) => startOperation(deps)(it.key, { ...order, operationId }),
  };
}

test('each stage is told: made, left out by the config, or not asked for', async () => {
  const it = world({ configOverrides: { topics: { enabled: false } } });
  const { dry_run, recording_id, steps } = await it.preview({});
  expect({ dry_run, recording_id }).toEqual({ dry_run: true, recording_id: it.key.recordingId });
  const byName = Object.fromEntries(steps.map(step => [step.name, step]));
  expect(byName.topics).toMatchObject({ will_run: false, skip_reason: 'disabled' });
  expect(byName.publish).toMatchObject({ will_run: true, presets: ['library'] });
  const trim = await it.preview({ operation: 'trim' });
  const asked = trim.steps.filter(({ skip_reason }) => skip_reason === null);
  expect(asked.map(({ name }) => name)).toEqual(['analyze', 'edit', 'render']);
  expect([it.sent, it.store.tasks.size]).toEqual([[], 0]);
});

const REFUSED: { name: string; recording: Partial<Recording>; order: Order }[] = [
  { name: 'is still uploaded', recording: { status: 'DOWNLOADING' }, order: {} },
  { name: 'has expired', recording: { status: 'EXPIRED' }, order: { operation: 'trim' } },
  {
    name: 'is worked on',
    recording: { activeTaskId: newId('task') },
    order: { operation: 'transcribe' },
  },
  {
    name: 'never had an original',
    recording: {
      status: 'FAILED',
      failure: { stage: 'upload', code: 'file_too_large', reason: 'Too large.' },
    },
    order: {},
  },
  { name: 'has no such preset', recording: {}, order: { operation: 'upload', platforms: ['vk'] } },
];

test.each(REFUSED)('of a recording that $name a preview is refused as the call is', async row => {
  const it = world(row.recording);
  if (row.recording.activeTaskId) it.recording.activeTaskId = row.recording.activeTaskId;
  const refusal = await it.start(row.order).catch((error: unknown) => error);
  expect(refusal).toMatchObject({ code: expect.any(String) });
  await expect(it.preview(row.order)).rejects.toEqual(refusal);
});
