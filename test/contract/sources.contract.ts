import { describe, expect, test } from 'vitest';
import type { Sources } from '../../src/sources/ports.ts';
import type { Source } from '../../src/sources/source.ts';
import { sampleSource, someEntry } from '../support/connections.ts';
import { newWorkspaceId } from '../support/samples.ts';

/** What every implementation of sources does, of those that need no account. */
export function sourcesContract(name: string, make: () => Sources) {
  const insert = (sources: Sources, source: Source) =>
    sources.insert(source, someEntry(source.workspaceId));

  describe(name, () => {
    test('one is found in its workspace alone, as it was written', async () => {
      const sources = make();
      const source = sampleSource({ lastSyncAt: 7, description: 'By the window' });
      expect(await insert(sources, source)).toBe('written');
      expect(await sources.find(source)).toEqual(source);
      const elsewhere = { ...source, workspaceId: newWorkspaceId() };
      expect(await sources.find(elsewhere)).toBeUndefined();
    });

    test('name and platform together are there once, until they are given up', async () => {
      const sources = make();
      const first = sampleSource({ name: 'One' });
      const { workspaceId } = first;
      const entry = () => someEntry(workspaceId);
      await insert(sources, first);
      expect(await insert(sources, sampleSource({ workspaceId, name: 'ONE' }))).toBe('name_taken');
      const other = sampleSource({ workspaceId, name: 'One', platform: 'url' });
      expect(await insert(sources, other)).toBe('written');
      const renamed = { ...first, name: 'Two', version: 2 };
      expect(await sources.replace(first, renamed, entry())).toBe('written');
      expect(await sources.replace(first, renamed, entry())).toBe('refused');
      const second = sampleSource({ workspaceId, name: 'One' });
      expect(await insert(sources, second)).toBe('written');
      const taken = { ...renamed, name: 'one', version: 3 };
      expect(await sources.replace(renamed, taken, entry())).toBe('name_taken');
      expect(await sources.remove({ ...second, version: 9 }, entry())).toBe(false);
      expect(await sources.remove(second, entry())).toBe(true);
      expect(await sources.replace(renamed, taken, entry())).toBe('written');
    });

    test('lists are of one workspace, by part of the name and switch, and by page', async () => {
      const sources = make();
      const workspaceId = newWorkspaceId();
      const all: Source[] = [];
      for (let index = 0; index < 5; index += 1) {
        const sourceId = `src_${`${index}`.padStart(26, '0')}` as const;
        const isActive = index !== 2;
        const source = sampleSource({ workspaceId, sourceId, isActive, name: `Зал ${index}` });
        all.unshift(source);
        await insert(sources, source);
      }
      await insert(sources, sampleSource());
      const ids = async (activeOnly: boolean, search?: string) => {
        const seen: string[] = [];
        let cursor: Source['sourceId'] | null | undefined;
        do {
          const of = { limit: 2, cursor: cursor ?? undefined };
          const page = await sources.list(workspaceId, { activeOnly, search }, of);
          seen.push(...page.items.map(({ sourceId }) => sourceId));
          cursor = page.cursor;
        } while (cursor);
        return seen;
      };
      const idsOf = (listed: Source[]) => listed.map(({ sourceId }) => sourceId);
      expect(await ids(false)).toEqual(idsOf(all));
      expect(await ids(true, 'зАЛ')).toEqual(idsOf(all.filter(({ isActive }) => isActive)));
      expect(await ids(false, 'ал 3')).toEqual(idsOf(all.slice(1, 2)));
    });
  });
}
