import { describe, expect, test } from 'vitest';
import { newId, trustedWorkspaceId, type WorkspaceId } from '../../../src/kernel/ids.ts';
import type { Targets } from '../../../src/publishing/ports.ts';
import type { Target, TargetKey } from '../../../src/publishing/target.ts';

const PUBLISHED = { url: 'https://site/w/1', details: { title: 'One' } };

const newWorkspace = () => trustedWorkspaceId(newId('workspace'));
const keyIn = (workspaceId: WorkspaceId, presetId = 'library', id = newId('recording')) => ({
  subject: { workspaceId, kind: 'recording', id },
  presetId,
});
const newKey = () => keyIn(newWorkspace());

/** What every ledger promises. `ledger` is asked for within tests, when it has started. */
export function describeLedger(name: string, ledger: () => Targets) {
  async function begun(key: TargetKey, now = 1000): Promise<Target> {
    await ledger().announce(key, now);
    const target = await ledger().begin(key, 'hash', now);
    if (!target) throw new Error('It did not begin.');
    return target;
  }

  async function published(key: TargetKey, now = 1000) {
    const target = await begun(key, now);
    expect(await ledger().complete(target, PUBLISHED, now)).toBe(true);
    return target;
  }

  async function removing(key: TargetKey) {
    await ledger().beginRemoval(key, 5000);
    const row = await ledger().find(key);
    if (row?.status !== 'REMOVING') throw new Error('It is not being removed.');
    return row;
  }

  describe(`attempts in ${name}`, () => {
    test('a target goes from announced to uploaded', async () => {
      const key = newKey();
      await ledger().announce(key, 500);
      expect(await ledger().find(key)).toMatchObject({ status: 'NOT_UPLOADED', version: 0 });
      const target = await begun(key, 1000);
      expect(target).toMatchObject({ status: 'UPLOADING', version: 1000, publishedAt: 1000 });
      expect(await ledger().complete(target, PUBLISHED, 2000)).toBe(true);
      const expected = { ...key, ...PUBLISHED, status: 'UPLOADED', contentHash: 'hash' };
      expect(await ledger().find(key)).toMatchObject(expected);
    });

    test('announcing again changes nothing', async () => {
      const key = newKey();
      const { version } = await begun(key);
      await ledger().announce(key, 9000);
      expect(await ledger().find(key)).toMatchObject({ status: 'UPLOADING', version });
    });

    test('nothing begins without a row', async () => {
      expect(await ledger().begin(newKey(), 'hash', 1)).toBeUndefined();
    });

    test('one that was overtaken can neither complete nor fail nor remember', async () => {
      const key = newKey();
      const first = await begun(key, 1000);
      const second = await begun(key, 1000);
      expect(second.version).toBeGreaterThan(first.version);
      expect(await ledger().complete(first, PUBLISHED, 2000)).toBe(false);
      expect(await ledger().remember(first, { session: 'old' })).toBe(false);
      await ledger().fail(first, { code: 'lost', reason: 'Late.' }, 2000);
      const { version } = second;
      expect(await ledger().find(key)).toMatchObject({ status: 'UPLOADING', version });
      expect(await ledger().complete(second, PUBLISHED, 3000)).toBe(true);
    });

    test('of fifty that begin at once each has its own version', async () => {
      const key = newKey();
      await ledger().announce(key, 1);
      const began = await Promise.all(
        Array.from({ length: 50 }, () => ledger().begin(key, 'hash', 1000)),
      );
      const versions = began.flatMap(target => target?.version ?? []);
      expect(versions.length).toBeGreaterThan(0);
      expect(new Set(versions).size).toBe(versions.length);
    });

    test('a failure is kept until the next one, and the old address stays', async () => {
      const key = newKey();
      await published(key, 1000);
      await ledger().fail(await begun(key, 2000), { code: 'lost', reason: 'Gone.' }, 2500);
      const failed = { status: 'FAILED', failureCode: 'lost', failureReason: 'Gone.' };
      expect(await ledger().find(key)).toMatchObject({ ...failed, url: PUBLISHED.url });
      const again = await begun(key, 3000);
      expect(again).toMatchObject({ publishedAt: 1000, failureCode: undefined });
      expect((await ledger().find(key))?.failureCode).toBeUndefined();
    });

    test('what one remembers is there for the next', async () => {
      const key = newKey();
      const target = await begun(key);
      expect(await ledger().remember(target, { session: 'https://upload/1' })).toBe(true);
      expect((await begun(key, 2000)).details).toEqual({ session: 'https://upload/1' });
    });
  });

  describe(`taking back in ${name}`, () => {
    test('keeps what the platform has to know, above every version before', async () => {
      const key = newKey();
      const { version } = await published(key);
      const row = await removing(key);
      expect(row).toMatchObject({ ...key, ...PUBLISHED, status: 'REMOVING' });
      expect(row.version).toBeGreaterThan(version);
    });

    test('asked twice is asked once', async () => {
      const key = newKey();
      await published(key);
      const row = await removing(key);
      expect(await removing(key)).toEqual(row);
    });

    test('stops what is under way, and nothing begins before it is over', async () => {
      const key = newKey();
      const target = await begun(key);
      const { version } = await removing(key);
      expect(await ledger().remember(target, { session: 'x' })).toBe(false);
      expect(await ledger().complete(target, PUBLISHED, 6000)).toBe(false);
      await ledger().fail(target, { code: 'lost', reason: 'Late.' }, 6000);
      await ledger().announce(key, 6000);
      expect(await ledger().begin(key, 'hash', 6000)).toBeUndefined();
      expect(await ledger().find(key)).toMatchObject({ status: 'REMOVING', version });
    });

    test('of fifty that begin meanwhile none stands', async () => {
      const key = newKey();
      await published(key);
      const begin = () => ledger().begin(key, 'hash', 2000);
      const [, ...began] = await Promise.all([
        ledger().beginRemoval(key, 2000),
        ...Array.from({ length: 50 }, begin),
      ]);
      for (const target of began) {
        if (target) expect(await ledger().complete(target, PUBLISHED, 3000)).toBe(false);
      }
      expect(await ledger().find(key)).toMatchObject({ status: 'REMOVING' });
    });

    test('without a row nothing happens', async () => {
      const key = newKey();
      await ledger().beginRemoval(key, 1000);
      expect(await ledger().find(key)).toBeUndefined();
    });

    test('the row goes once, and an attempt from before cannot complete', async () => {
      const key = newKey();
      const target = await begun(key);
      const row = await removing(key);
      await ledger().remove(row);
      await ledger().remove(row);
      expect(await ledger().find(key)).toBeUndefined();
      expect(await ledger().complete(target, PUBLISHED, 6000)).toBe(false);
    });

    test('what is being removed opens again with nothing left, under this version alone', async () => {
      const key = newKey();
      const target = await published(key);
      await ledger().reopen(target, 3000);
      expect(await ledger().find(key)).toMatchObject({ status: 'UPLOADED', url: PUBLISHED.url });
      const row = await removing(key);
      await ledger().reopen({ ...row, version: row.version - 1 }, 3000);
      expect(await ledger().find(key)).toMatchObject({ status: 'REMOVING' });
      await ledger().reopen(row, 3000);
      await ledger().reopen(row, 4000);
      expect(await ledger().find(key)).toEqual({
        ...key,
        ...{ status: 'NOT_UPLOADED', version: row.version, updatedAt: 3000 },
      });
      expect((await begun(key, 5000)).publishedAt).toBe(5000);
    });

    test('only what is being removed under this version is forgotten', async () => {
      const key = newKey();
      const target = await published(key);
      await ledger().remove(target);
      expect(await ledger().find(key)).toMatchObject({ status: 'UPLOADED' });
      const old = await removing(key);
      await ledger().remove(old);
      await published(key, 7000);
      const row = await removing(key);
      await ledger().remove(old);
      expect(await ledger().find(key)).toEqual(row);
    });

    test('published anew it has a date of its own and nothing of the old', async () => {
      const key = newKey();
      await published(key, 1000);
      await ledger().remove(await removing(key));
      const again = await begun(key, 7000);
      expect(again).toMatchObject({ publishedAt: 7000, version: 7000 });
      expect(again.details).toBeUndefined();
    });
  });

  describe(`lists in ${name}`, () => {
    test('published ones of a preset come newest first, of one workspace only', async () => {
      const workspace = newWorkspace();
      const ids = Array.from({ length: 12 }, (_, index) => newId('recording', 1_000_000 + index));
      for (const id of ids) {
        const target = await begun(keyIn(workspace, 'library', id));
        const details = { text: 'x'.repeat(1000) };
        await ledger().complete(target, { ...PUBLISHED, details }, 2000);
        await begun(keyIn(workspace, 'elsewhere', id));
      }
      await begun(keyIn(workspace));
      await published(keyIn(newWorkspace()));
      const listed = async (limit: number) =>
        (await ledger().listPublished(workspace, 'library', limit)).map(row => row.subject.id);
      expect(await listed(100)).toEqual(ids.toReversed());
      expect(await listed(5)).toEqual(ids.toReversed().slice(0, 5));
    });

    test('what is being published again is still listed', async () => {
      const workspace = newWorkspace();
      const key = keyIn(workspace);
      await published(key);
      await begun(key, 3000);
      expect(await ledger().listPublished(workspace, 'library', 10)).toHaveLength(1);
    });

    test('what is being taken back is listed no more', async () => {
      const workspace = newWorkspace();
      const key = keyIn(workspace);
      await published(key);
      await removing(key);
      expect(await ledger().listPublished(workspace, 'library', 10)).toEqual([]);
    });

    test('a subject has a target for each preset, and no other subject has it', async () => {
      const key = newKey();
      await begun(key);
      await begun({ ...key, presetId: 'second' });
      await begun({ ...key, subject: { ...key.subject, kind: 'project' } });
      await begun(keyIn(key.subject.workspaceId));
      const rows = await ledger().listOfSubject(key.subject);
      expect(rows.map(row => row.presetId).sort()).toEqual(['library', 'second']);
      for (const row of rows) expect(row.subject).toEqual(key.subject);
    });
  });
}
