import { describe, expect, test } from 'vitest';
import { auditEntry } from '../../src/audit/entry.ts';
import { newId } from '../../src/kernel/ids.ts';
import type { Mappings } from '../../src/recordings/mapping/ports.ts';
import type { Recordings } from '../../src/recordings/ports.ts';
import type { SettingsRows } from '../../src/settings/ports.ts';
import type { Templates } from '../../src/templates/ports.ts';
import { personOf, REQUEST } from '../support/callers.ts';
import { sampleTemplate } from '../support/sample-template.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';
import { race } from './engine-ports.ts';

type Ports = {
  templates: Templates;
  mappings: Mappings;
  settings: SettingsRows;
  recordings: Recordings;
};

/** Templates, who has them and configs of workspaces, of one adapter. */
export function templatesContract(name: string, makePorts: () => Ports) {
  const entryOf = (workspaceId = newWorkspaceId()) =>
    auditEntry(personOf(workspaceId), REQUEST, { action: 'template.change', target: 't' }, 1);
  const insert = async (
    { templates }: Ports,
    changes: Parameters<typeof sampleTemplate>[0] = {},
  ) => {
    const template = sampleTemplate(changes);
    expect(await templates.insert(template, entryOf(template.workspaceId))).toBe('inserted');
    return template;
  };

  describe(name, () => {
    test('a template is found as it was stored, by its own workspace alone', async () => {
      const ports = makePorts();
      const { templates } = ports;
      const bare = { matchingRules: null, outputConfig: null, isDraft: true };
      const [full, draft] = [
        await insert(ports, { description: 'Talks' }),
        await insert(ports, bare),
      ];
      expect(await templates.find(full)).toEqual(full);
      expect(await templates.find(draft)).toEqual(draft);
      expect(await templates.find({ ...full, workspaceId: newWorkspaceId() })).toBeUndefined();
    });

    test('of twenty with one name one is there, whatever its case', async () => {
      const { templates } = makePorts();
      const workspaceId = newWorkspaceId();
      const results = await race(index =>
        templates.insert(
          sampleTemplate({ workspaceId, name: index % 2 ? 'One' : 'ONE' }),
          entryOf(workspaceId),
        ),
      );
      expect(results.filter(result => result === 'inserted')).toHaveLength(1);
      expect(results.filter(result => result === 'taken')).toHaveLength(19);
    });

    test('a repeat is told from a name that is taken', async () => {
      const ports = makePorts();
      const template = await insert(ports);
      expect(await ports.templates.insert(template, entryOf(template.workspaceId))).toBe('there');
    });

    test('a change counts once, keeps uses, and moves the name', async () => {
      const ports = makePorts();
      const { templates } = ports;
      const before = await insert(ports, { description: 'Old' });
      const { workspaceId } = before;
      const recording = sampleRecording({ workspaceId });
      await ports.recordings.insert(recording);
      expect(await ports.mappings.map(recording, before.templateId, 7)).toBe(true);
      const after = { ...before, name: 'Talks', description: null, version: 2 };
      const results = await race(() => templates.replace(before, after, entryOf(workspaceId)));
      expect(results.filter(result => result === 'replaced')).toHaveLength(1);
      const used = { usedCount: 1, lastUsedAt: 7 };
      expect(await templates.find(before)).toEqual({ ...after, ...used });
      await insert(ports, { workspaceId, name: before.name });
      const other = await insert(ports, { workspaceId, name: 'Other' });
      const taken = { ...other, name: 'TALKS', version: 2 };
      expect(await templates.replace(other, taken, entryOf(workspaceId))).toBe('taken');
    });

    test('lists are the workspace’s own, newest first, page by page', async () => {
      const ports = makePorts();
      const { templates } = ports;
      const workspaceId = newWorkspaceId();
      const ids = [1, 2, 3].map(at => newId('template', at * 1000));
      for (const templateId of ids) {
        const isDraft = templateId === ids[1];
        await insert(ports, { workspaceId, templateId, name: `Name ${templateId}`, isDraft });
      }
      await insert(ports);
      const filter = { includeDrafts: true };
      const first = await templates.list(workspaceId, filter, { limit: 2 });
      expect(first.items.map(({ templateId }) => templateId)).toEqual([ids[2], ids[1]]);
      const rest = { limit: 2, ...(first.cursor && { cursor: first.cursor }) };
      const second = await templates.list(workspaceId, filter, rest);
      expect(second.items.map(({ templateId }) => templateId)).toEqual([ids[0]]);
      expect(second.cursor).toBeNull();
      const done = await templates.list(workspaceId, { includeDrafts: false }, { limit: 9 });
      expect(done.items).toHaveLength(2);
      expect(await templates.listAll(workspaceId)).toHaveLength(3);
    });

    test('one that is removed is given to nothing, and its name is free', async () => {
      const ports = makePorts();
      const { templates, mappings } = ports;
      const template = await insert(ports);
      const { workspaceId, templateId } = template;
      const removals = await race(() => templates.remove(template, 5, entryOf(workspaceId)));
      expect(removals.filter(Boolean)).toHaveLength(1);
      expect(await templates.find(template)).toBeUndefined();
      expect(await templates.findRemoved(template)).toMatchObject({ templateId });
      const recording = sampleRecording({ workspaceId });
      await ports.recordings.insert(recording);
      expect(await mappings.map(recording, templateId, 6)).toBe(false);
      expect(await mappings.assign(recording, templateId, entryOf(workspaceId), 6)).toBe(false);
      await insert(ports, { workspaceId });
      await templates.forget(template);
      expect(await templates.findRemoved(template)).toBeUndefined();
    });

    test('a rule maps once, and never what a person decided', async () => {
      const ports = makePorts();
      const { templates, mappings, recordings } = ports;
      const { workspaceId, templateId } = await insert(ports);
      const key = { workspaceId, templateId };
      const [one, other] = [sampleRecording({ workspaceId }), sampleRecording({ workspaceId })];
      for (const recording of [one, other]) await recordings.insert(recording);
      const mapped = await race(() => mappings.map(one, templateId, 7));
      expect(mapped.filter(Boolean)).toHaveLength(1);
      expect(await mappings.assign(other, null, entryOf(workspaceId), 8)).toBe(true);
      expect(await mappings.map(other, templateId, 9)).toBe(false);
      expect(await recordings.find(other)).toMatchObject({ mappedBy: 'person' });
      expect(await templates.find(key)).toMatchObject({ usedCount: 1, lastUsedAt: 7 });
      expect(await mappings.listMapped(key)).toEqual([
        { recordingId: one.recordingId, status: 'DOWNLOADED', mappedAt: 7 },
      ]);
      await mappings.unmap(key, one.recordingId, 10);
      expect((await recordings.find(one))?.mappedBy).toBeUndefined();
      expect(await mappings.map(one, templateId, 11)).toBe(true);
    });

    test('of twenty changes of one config one is kept', async () => {
      const { settings } = makePorts();
      const workspaceId = newWorkspaceId();
      const first = {
        workspaceId,
        overrides: { trim: { enabled: false } },
        version: 1,
        updatedAt: 5,
      };
      expect(await settings.find(workspaceId)).toMatchObject({ overrides: {}, version: 0 });
      const saved = await race(() => settings.save(first, entryOf(workspaceId)));
      expect(saved.filter(Boolean)).toHaveLength(1);
      expect(await settings.find(workspaceId)).toMatchObject(first);
      const next = { ...first, version: 2 };
      const again = await race(() => settings.save(next, entryOf(workspaceId)));
      expect(again.filter(Boolean)).toHaveLength(1);
    });
  });
}
