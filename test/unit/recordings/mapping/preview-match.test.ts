import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mapByRules } from '../../../../src/recordings/mapping/map-by-rules.ts';
import { previewMatch } from '../../../../src/recordings/mapping/preview-match.ts';
import { sampleRecording } from '../../../support/samples.ts';
import { worldOfTemplates } from '../../templates/template-world.ts';

const words = fc.array(fc.constantFrom('lecture', 'talk', 'seminar'), { maxLength: 2 });

test('a preview is what happens to recordings that come in', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(words, { maxLength: 8 }), words, async (names, keywords) => {
      const it = worldOfTemplates();
      it.store.recordings.clear();
      const { workspaceId } = it.key;
      const all = names.map(name => sampleRecording({ workspaceId, displayName: name.join(' ') }));
      for (const recording of all) it.store.recordings.set(recording.recordingId, recording);
      await it.make({ name: 'Older', matching_rules: { keywords: ['talk'] } });
      const candidate = await it.make({
        matching_rules: { keywords: [...keywords, 'never'] },
      });
      Object.assign(it.templateRows.rows.get(candidate.templateId) ?? {}, { createdAt: 2e12 });
      const fresh = { ...candidate, createdAt: 2e12 };
      const query = { candidate: fresh, limit: 100, mode: 'unmapped' as const };
      const preview = await previewMatch(it.ports)(workspaceId, query);
      const deps = { ...it.ports, patterns: async () => it.ports.compile };
      for (const recording of all) await mapByRules(deps)(recording);
      for (const row of preview.recordings) {
        const given = it.store.recordings.get(row.recording_id)?.templateId;
        expect(row.will_match).toBe(given === candidate.templateId);
      }
    }),
    { numRuns: 30 },
  );
});

test('a rematch would take it from those that it is not for any more, never from a person’s', async () => {
  const it = worldOfTemplates();
  const candidate = await it.make();
  const query = { candidate, limit: 10, mode: 'rematch' as const };
  const see = async () => (await previewMatch(it.ports)(it.key.workspaceId, query)).recordings[0];
  await it.ports.mappings.map(it.key, candidate.templateId, 5);
  expect(await see()).toMatchObject({ will_unmatch: true, will_match: false });
  it.recording.mappedBy = 'person';
  expect(await see()).toMatchObject({ will_unmatch: false, reason: 'decided_by_a_person' });
});

test('no more are looked at than asked for', async () => {
  const it = worldOfTemplates();
  const { workspaceId } = it.key;
  for (let index = 0; index < 3; index += 1) {
    const more = sampleRecording({ workspaceId });
    it.store.recordings.set(more.recordingId, more);
  }
  const query = { candidate: await it.make(), limit: 2, mode: 'unmapped' as const };
  const preview = await previewMatch(it.ports)(workspaceId, query);
  expect(preview).toMatchObject({ total_checked: 2, has_more: true });
});
