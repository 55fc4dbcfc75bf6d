import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import type { Recording } from '../../../../src/recordings/recording.ts';
import type { Order } from '../../../../src/recordings/runs/prepare-operation.ts';
import { startOperation } from '../../../../src/recordings/runs/start-operation.ts';
import { idlePorts, memoryPorts } from '../../../support/fakes/memory-ports.ts';

const operationId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

function world(recording: Partial<Recording> = {}) {
  const it = idlePorts(recording);
  const start = startOperation({ ...it.ports, speechLanguages: ['en'] });
  return { ...it, start: (order: Order) => start(it.key, { ...order, operationId }) };
}

test.each([
  {
    order: { operation: 'trim', config: { min_pause_seconds: 4 } },
    stages: ['analyze', 'edit', 'render'],
    requestConfig: { trim: { min_pause_seconds: 4, enabled: true } },
  },
  {
    order: { operation: 'transcribe' },
    stages: ['analyze', 'transcribe'],
    requestConfig: { transcription: { enabled: true } },
  },
  {
    order: { operation: 'subtitles', config: { formats: ['vtt'] } },
    stages: ['analyze', 'edit', 'transcribe', 'subtitles'],
    requestConfig: {
      transcription: { enabled: true },
      subtitles: { formats: ['vtt'], enabled: true },
    },
  },
  { order: {}, stages: undefined, requestConfig: undefined },
] satisfies { order: Order; stages: unknown; requestConfig: unknown }[])(
  '$order.operation sees to $stages and no more',
  async ({ order, stages, requestConfig }) => {
    const it = world({ configOverrides: { topics: { enabled: false } } });
    const task = await it.start(order);
    expect(task).toMatchObject({ taskId: `tsk_${operationId}`, status: 'QUEUED' });
    expect(task.stages).toEqual(stages);
    expect(task.requestConfig).toEqual(requestConfig);
    expect(it.recording.configOverrides).toEqual({ topics: { enabled: false } });
  },
);

test('what is asked for is switched on, also where the config leaves it out', async () => {
  const it = world({ configOverrides: { transcription: { enabled: false } } });
  const { requestConfig } = await it.start({ operation: 'subtitles' });
  expect(requestConfig).toMatchObject({ transcription: { enabled: true } });
});

const OWN = newId('preset');
const PRESETS: Record<string, string> = { library: 'library', [OWN]: 'library' };

function publishing(recording: Partial<Recording> = {}) {
  const it = idlePorts({ status: 'READY', ...recording });
  const presets = {
    find: async (_workspaceId: string, id: string) => {
      const platform = PRESETS[id];
      return platform
        ? { id, platform, credentialId: null, settings: {}, isActive: true }
        : undefined;
    },
  };
  const start = startOperation({ ...it.ports, presets, speechLanguages: null });
  return (order: Order) => start(it.key, { ...order, operation: 'upload', operationId });
}

test.each([
  { name: 'presets by name', order: { presetIds: [OWN] }, presets: [OWN] },
  { name: 'a platform', order: { platforms: ['library'] }, presets: ['library', OWN] },
  { name: 'nothing', order: {}, presets: ['library', OWN] },
])('an upload that names $name publishes there, whatever the output says', async row => {
  const start = publishing({
    configOverrides: { publish: { presets: ['library', OWN] }, output: { auto_upload: false } },
  });
  const { requestConfig, stages } = await start(row.order);
  expect(stages).toContain('publish');
  expect(requestConfig).toEqual({
    output: { auto_upload: true },
    publish: { presets: row.presets },
  });
});

test.each([
  { name: 'a platform of no preset', order: { platforms: ['vk'] }, path: 'platforms' },
  { name: 'nothing, where the config has none', order: {}, path: 'preset_ids' },
  { name: 'a preset of nobody', order: { presetIds: [newId('preset')] }, path: 'preset_ids[0]' },
])('an upload to $name is refused by that field', async ({ order, path }) => {
  const start = publishing({ configOverrides: { publish: { presets: [] } } });
  await expect(start(order)).rejects.toMatchObject({
    code: 'invalid_request',
    errors: [{ path, message: expect.stringMatching(/preset/) }],
  });
});

test('a language that the engine does not know is refused, unless subtitles came with it', async () => {
  const it = world();
  const order: Order = { operation: 'transcribe', config: { language: 'sw' } };
  await expect(it.start(order)).rejects.toMatchObject({ code: 'invalid_request' });
  const [variant, key] = ['', 'k'];
  it.stored.push({
    ...{ kind: 'sidecar', variant, key, content_type: 'text/vtt', size_bytes: 1 },
    ...{ sha256: 's', fingerprint: 'source', stage: 'source' },
  });
  await expect(it.start(order)).resolves.toBeDefined();
});

test('a repeat of the operation is one task; beside a running one there is none', async () => {
  const it = world();
  const first = await it.start({ operation: 'trim' });
  expect((await it.start({ operation: 'trim' })).taskId).toBe(first.taskId);
  expect(it.store.tasks.size).toBe(1);
  const busy = memoryPorts();
  const start = startOperation({ ...busy.ports, speechLanguages: null });
  const started = start(busy.key, { operation: 'trim', operationId });
  await expect(started).rejects.toMatchObject({ code: 'conflict' });
});
