import { describe, expect, test } from 'vitest';
import type { OwnPreset } from '../../src/publishing/presets/own-preset.ts';
import type { OwnPresets } from '../../src/publishing/presets/ports.ts';
import { samplePreset, someEntry } from '../support/connections.ts';
import { newWorkspaceId } from '../support/samples.ts';

type Made = {
  presets: OwnPresets;
  /** As if something was announced to it. */
  target: (preset: OwnPreset) => Promise<void>;
};

/** What every implementation of presets does, of those that need no account. */
export function ownPresetsContract(name: string, make: () => Made) {
  const insert = ({ presets }: Made, preset: OwnPreset) =>
    presets.insert(preset, someEntry(preset.workspaceId));

  describe(name, () => {
    test('one is found in its workspace alone, as it was written', async () => {
      const made = make();
      const preset = samplePreset({ settings: { title: 'Talks' } });
      expect(await insert(made, preset)).toBe('written');
      expect(await made.presets.find(preset)).toEqual(preset);
      const elsewhere = { ...preset, workspaceId: newWorkspaceId() };
      expect(await made.presets.find(elsewhere)).toBeUndefined();
    });

    test('a name is one of its workspace, and is free again after a change or the end', async () => {
      const made = make();
      const first = samplePreset({ name: 'One' });
      const { workspaceId } = first;
      await insert(made, first);
      expect(await insert(made, samplePreset({ workspaceId, name: 'ONE' }))).toBe('name_taken');
      const renamed = { ...first, name: 'Two', version: 2 };
      expect(await made.presets.replace(first, renamed, someEntry(workspaceId))).toBe('written');
      expect(await made.presets.replace(first, renamed, someEntry(workspaceId))).toBe('refused');
      const second = samplePreset({ workspaceId, name: 'One' });
      expect(await insert(made, second)).toBe('written');
      const taken = { ...renamed, name: 'one', version: 3 };
      expect(await made.presets.replace(renamed, taken, someEntry(workspaceId))).toBe('name_taken');
      expect(await made.presets.remove(second, someEntry(workspaceId))).toBe(true);
      expect(await made.presets.replace(renamed, taken, someEntry(workspaceId))).toBe('written');
    });

    test('one that has targets stays, and a change leaves their count alone', async () => {
      const made = make();
      const preset = samplePreset();
      const entry = () => someEntry(preset.workspaceId);
      await insert(made, preset);
      await made.target(preset);
      const changed = { ...preset, isActive: false, version: 2 };
      expect(await made.presets.replace(preset, changed, entry())).toBe('written');
      expect(await made.presets.find(preset)).toEqual({ ...changed, targetCount: 1 });
      expect(await made.presets.remove(changed, entry())).toBe(false);
    });

    test('lists are of one workspace, by platform and switch together, and by page', async () => {
      const made = make();
      const workspaceId = newWorkspaceId();
      const all: OwnPreset[] = [];
      for (let index = 0; index < 5; index += 1) {
        const presetId = `pst_${`${index}`.padStart(26, '0')}` as const;
        const isActive = index !== 2;
        const preset = samplePreset({ workspaceId, presetId, isActive, name: `${index}` });
        all.unshift(preset);
        await insert(made, preset);
      }
      await insert(made, samplePreset());
      const ids = async (activeOnly: boolean, platform?: 'vk' | 'library') => {
        const seen: string[] = [];
        let cursor: OwnPreset['presetId'] | null | undefined;
        do {
          const filter = { activeOnly, platform };
          const of = { limit: 2, cursor: cursor ?? undefined };
          const page = await made.presets.list(workspaceId, filter, of);
          seen.push(...page.items.map(({ presetId }) => presetId));
          cursor = page.cursor;
        } while (cursor);
        return seen;
      };
      const idsOf = (presets: OwnPreset[]) => presets.map(({ presetId }) => presetId);
      expect(await ids(false)).toEqual(idsOf(all));
      expect(await ids(true, 'library')).toEqual(idsOf(all.filter(({ isActive }) => isActive)));
      expect(await ids(false, 'vk')).toEqual([]);
    });
  });
}
