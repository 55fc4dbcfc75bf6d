import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { targetRepository } from '../../../src/adapters/dynamodb/publishing/target-repository.ts';
import { newId, trustedWorkspaceId } from '../../../src/kernel/ids.ts';
import type { Targets } from '../../../src/publishing/ports.ts';
import type { Target, TargetKey } from '../../../src/publishing/target.ts';
import { startTable } from '../../support/table.ts';

const PUBLISHED = { url: 'https://site/w/1', details: { title: 'One' } };
const workspaceId = trustedWorkspaceId(newId('workspace'));

let targets: Targets;
let stop: () => Promise<void>;
beforeAll(async () => {
  const started = await startTable();
  targets = targetRepository(started.table);
  stop = started.stop;
});
afterAll(() => stop());

const newKey = (): TargetKey => ({
  workspaceId,
  recordingId: newId('recording'),
  preset: 'library',
});

async function begun(key: TargetKey, now = 1000): Promise<Target> {
  await targets.announce(key, now);
  const target = await targets.begin(key, 'hash', now);
  if (!target) throw new Error('It did not begin.');
  return target;
}

describe('the ledger', () => {
  test('a target goes from announced to uploaded', async () => {
    const key = newKey();
    await targets.announce(key, 500);
    expect(await targets.find(key)).toMatchObject({ status: 'NOT_UPLOADED', version: 0 });
    const target = await begun(key, 1000);
    expect(target).toMatchObject({ status: 'UPLOADING', version: 1000, publishedAt: 1000 });
    expect(await targets.complete(target, PUBLISHED, 2000)).toBe(true);
    const expected = { ...key, ...PUBLISHED, status: 'UPLOADED', contentHash: 'hash' };
    expect(await targets.find(key)).toMatchObject(expected);
  });

  test('announcing again changes nothing', async () => {
    const key = newKey();
    const target = await begun(key);
    await targets.announce(key, 9000);
    expect(await targets.find(key)).toMatchObject({ status: 'UPLOADING', version: target.version });
  });

  test('nothing begins without a row', async () => {
    expect(await targets.begin(newKey(), 'hash', 1)).toBeUndefined();
  });

  test('an attempt that was overtaken can neither complete nor fail nor remember', async () => {
    const key = newKey();
    const first = await begun(key, 1000);
    const second = await begun(key, 1000);
    expect(second.version).toBeGreaterThan(first.version);
    expect(await targets.complete(first, PUBLISHED, 2000)).toBe(false);
    expect(await targets.remember(first, { session: 'old' })).toBe(false);
    await targets.fail(first, { code: 'lost', reason: 'Late.' }, 2000);
    expect(await targets.find(key)).toMatchObject({ status: 'UPLOADING', version: second.version });
    expect(await targets.complete(second, PUBLISHED, 3000)).toBe(true);
  });

  test('of fifty attempts that begin at once each has its own version', async () => {
    const key = newKey();
    await targets.announce(key, 1);
    const began = await Promise.all(
      Array.from({ length: 50 }, () => targets.begin(key, 'hash', 1000)),
    );
    const versions = began.flatMap(target => target?.version ?? []);
    expect(versions.length).toBeGreaterThan(0);
    expect(new Set(versions).size).toBe(versions.length);
  });

  test('a failure is kept until the next attempt, and the old address stays', async () => {
    const key = newKey();
    await targets.complete(await begun(key, 1000), PUBLISHED, 1500);
    await targets.fail(await begun(key, 2000), { code: 'lost', reason: 'Gone.' }, 2500);
    const failed = { status: 'FAILED', failureCode: 'lost', failureReason: 'Gone.' };
    expect(await targets.find(key)).toMatchObject({ ...failed, url: PUBLISHED.url });
    const again = await begun(key, 3000);
    expect(again).toMatchObject({ publishedAt: 1000, failureCode: undefined });
    expect(await targets.find(key)).not.toHaveProperty('failureCode');
  });

  test('what an attempt remembers is there for the next one', async () => {
    const key = newKey();
    const target = await begun(key);
    expect(await targets.remember(target, { session: 'https://upload/1' })).toBe(true);
    expect((await begun(key, 2000)).details).toEqual({ session: 'https://upload/1' });
  });

  test('a removed row refuses to be completed and may be removed again', async () => {
    const key = newKey();
    const target = await begun(key);
    await targets.remove(key);
    await targets.remove(key);
    expect(await targets.complete(target, PUBLISHED, 2000)).toBe(false);
    expect(await targets.find(key)).toBeUndefined();
  });
});

describe('lists', () => {
  test('published ones of a preset come newest recording first, of one workspace only', async () => {
    const workspace = trustedWorkspaceId(newId('workspace'));
    const other = trustedWorkspaceId(newId('workspace'));
    const ids = Array.from({ length: 12 }, (_, index) => newId('recording', 1_000_000 + index));
    for (const recordingId of ids) {
      const key = { workspaceId: workspace, recordingId, preset: 'library' };
      const details = { text: 'x'.repeat(1000) };
      await targets.complete(await begun(key), { ...PUBLISHED, details }, 2000);
      await begun({ ...key, preset: 'elsewhere' });
    }
    await begun({ workspaceId: workspace, recordingId: newId('recording'), preset: 'library' });
    const foreign = { workspaceId: other, recordingId: newId('recording'), preset: 'library' };
    await targets.complete(await begun(foreign), PUBLISHED, 2000);

    const listed = async (limit: number) =>
      (await targets.listPublished(workspace, 'library', limit)).map(row => row.recordingId);
    expect(await listed(100)).toEqual(ids.toReversed());
    expect(await listed(5)).toEqual(ids.toReversed().slice(0, 5));
  });

  test('a recording that is being published again is still listed', async () => {
    const workspace = trustedWorkspaceId(newId('workspace'));
    const key = { workspaceId: workspace, recordingId: newId('recording'), preset: 'library' };
    await targets.complete(await begun(key), PUBLISHED, 2000);
    await begun(key, 3000);
    expect(await targets.listPublished(workspace, 'library', 10)).toHaveLength(1);
  });

  test('a recording has a target for each preset', async () => {
    const key = newKey();
    await begun(key);
    await begun({ ...key, preset: 'second' });
    const rows = await targets.listOfRecording(workspaceId, key.recordingId);
    expect(rows.map(row => row.preset).sort()).toEqual(['library', 'second']);
  });
});
