import { expect, test } from 'vitest';
import type { StoredArtifact } from '../../../src/pipeline/artifact.ts';
import { getRecording } from '../../../src/recordings/get-recording.ts';
import { RecordingDetails } from '../../../src/recordings/recording.contract.ts';
import { memoryPorts } from '../../support/fakes/memory-ports.ts';
import { newWorkspaceId } from '../../support/samples.ts';

function world() {
  const it = memoryPorts({ recording: { status: 'READY', displayName: 'Rivers' } });
  const { workspaceId } = it.key;
  const links: unknown[][] = [];
  const link = async (...given: unknown[]) => {
    links.push(given);
    return `https://files.example/${links.length}`;
  };
  const has = (kind: string, changes: Partial<StoredArtifact> = {}) => {
    const key = `workspaces/${workspaceId}/made/${kind}.bin`;
    const content = { content_type: 'a/b', size_bytes: 1, sha256: 's' };
    const made = { fingerprint: 'f', stage: 'analyze', ...changes };
    it.stored.push({ kind, variant: '', key, ...content, ...made });
  };
  const ran = (stage: string, changes: object = {}) => {
    const row = { ...it.run, stage, status: 'COMPLETED', attempts: 1, madeFingerprint: 'f' };
    it.states.set(stage, { ...row, ...changes } as never);
  };
  const get = async () =>
    RecordingDetails.parse(await getRecording({ ...it.ports, files: { link } })(it.key));
  return { ...it, links, has, ran, get };
}

test('stages are told in the order of the pipeline, as far as they have rows', async () => {
  const it = world();
  it.ran('render', { status: 'FAILED', failureCode: 'lost', failureReason: 'gone' });
  it.ran('analyze', { startedAt: 1000, finishedAt: 3500, reused: true, note: 'n' });
  const { stages } = await it.get();
  expect(stages.map(({ name }) => name)).toEqual(['analyze', 'render']);
  expect(stages[0]).toMatchObject({ wall_seconds: 2.5, reused: true, note: 'n', failure: null });
  expect(stages[1]).toMatchObject({ failure: { code: 'lost', reason: 'gone' } });
});

test.each([
  { stages: ['render'], status: 'RUNNING' as const, says: 'machine' },
  { stages: [], status: 'RUNNING' as const, says: null },
  { stages: ['render'], status: 'QUEUED' as const, says: null },
])('of $status work whose $stages wait it says $says', async ({ stages, status, says }) => {
  const it = world();
  const [task] = it.store.tasks.values();
  Object.assign(task ?? {}, { status, waitingStages: stages });
  expect(await it.get()).toMatchObject({ waiting_for: says });
});

test('a recording that nobody works on waits for nothing', async () => {
  const it = world();
  delete it.recording.activeTaskId;
  expect(await it.get()).toMatchObject({ waiting_for: null });
});

test('files that stand have links of an hour, under the person’s own name', async () => {
  const it = world();
  const { workspaceId } = it.key;
  it.ran('analyze');
  it.has('original', { stage: 'source', fingerprint: 'source' });
  it.has('probe');
  it.has('probe', { fingerprint: 'of an older run' });
  const { artifacts } = await it.get();
  expect(artifacts.map(({ kind }) => kind).sort()).toEqual(['original', 'probe']);
  const named = (fileName: string) => ({ expiresInSeconds: 3600, fileName });
  expect(it.links).toHaveLength(2);
  expect(it.links).toEqual(
    expect.arrayContaining([
      [workspaceId, expect.stringContaining('original'), named('rivers.mp4')],
      [workspaceId, expect.stringContaining('probe'), named('Rivers - probe.bin')],
    ]),
  );
});

test.each(['speech_audio', 'speech', 'levels', 'automatic_edit', 'manual_edit', 'unheard_of'])(
  '%s is the pipeline’s own business',
  async kind => {
    const it = world();
    it.ran('analyze');
    it.has(kind);
    expect((await it.get()).artifacts).toEqual([]);
  },
);

const WATCH = { facts: { watch_url: 'https://watch.example/1' } };

test.each([
  { name: 'published', row: WATCH, url: WATCH.facts.watch_url },
  { name: 'not published', row: undefined, url: null },
  { name: 'being published anew', row: { ...WATCH, status: 'RUNNING' }, url: null },
  { name: 'published nowhere to be watched', row: { facts: {} }, url: null },
])('a recording that is $name has the address $url', async ({ row, url }) => {
  const it = world();
  if (row) it.ran('publish', row);
  expect((await it.get()).watch_url).toBe(url);
});

test('a foreign recording is unknown', async () => {
  const it = world();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(getRecording(it.ports)(foreign)).rejects.toMatchObject({ code: 'not_found' });
});
