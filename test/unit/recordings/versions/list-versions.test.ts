import { expect, test } from 'vitest';
import { listVersions } from '../../../../src/recordings/versions/list-versions.ts';
import { VersionList } from '../../../../src/recordings/versions/version.contract.ts';
import { newWorkspaceId } from '../../../support/samples.ts';
import { worldOfVersions } from './version-world.ts';

function world() {
  const it = worldOfVersions();
  const links: unknown[][] = [];
  const link = async (...given: unknown[]) => {
    links.push(given);
    return `https://files.example/${links.length}`;
  };
  const list = async (stage: 'topics' | 'transcribe' = 'topics') =>
    VersionList.parse(await listVersions({ ...it.ports, files: { link } })(it.key, stage));
  return { ...it, links, list };
}

test('versions come newest first, with what made them, and the one that stands is named', async () => {
  const { list } = world();
  const { active, items } = await list();
  expect(active).toBe(2);
  expect(items.map(({ version, active, facts }) => [version, active, facts.made])).toEqual([
    [2, true, 'f2'],
    [1, false, 'f1'],
  ]);
  expect(items.map(({ created_at }) => created_at)).toEqual([
    '1970-01-01T00:00:02.000Z',
    '1970-01-01T00:00:01.000Z',
  ]);
  expect(items.map(({ note }) => note)).toEqual([null, null]);
});

test('each links to its own document for an hour, under a name for people', async () => {
  const it = world();
  await it.list();
  const { workspaceId } = it.key;
  const named = (number: number) => ({
    expiresInSeconds: 3600,
    fileName: `Rivers - topics ${number}.json`,
  });
  expect(it.links).toHaveLength(2);
  expect(it.links).toEqual(
    expect.arrayContaining([
      [workspaceId, expect.stringMatching(/f1$/), named(1)],
      [workspaceId, expect.stringMatching(/f2$/), named(2)],
    ]),
  );
});

test('a version whose document is gone has no link', async () => {
  const it = world();
  it.stored.splice(0);
  const { items } = await it.list();
  expect(items.map(({ url }) => url)).toEqual([null, null]);
});

test('where nothing stands no version is active', async () => {
  const it = world();
  it.states.clear();
  expect((await it.list()).active).toBeNull();
  expect(await it.list('transcribe')).toEqual({ active: null, items: [] });
});

test('a foreign recording is unknown', async () => {
  const it = world();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  const listed = listVersions(it.ports)(foreign, 'topics');
  await expect(listed).rejects.toMatchObject({ code: 'not_found' });
});
