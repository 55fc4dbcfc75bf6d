import { expect, test } from 'vitest';
import { acceptOriginal } from '../../../../src/recordings/accept-original.ts';
import { mapByRules } from '../../../../src/recordings/mapping/map-by-rules.ts';
import { originalKey } from '../../../../src/recordings/object-keys.ts';
import { worldOfTemplates } from '../../templates/template-world.ts';

function world(name = 'Lecture 1') {
  const it = worldOfTemplates();
  Object.assign(it.recording, { displayName: name });
  return { ...it, map: () => it.ports.mapByRules(it.recording) };
}

test('a recording gets the oldest template that is for it, and the use is counted once', async () => {
  const it = world();
  const { templateId } = await it.make();
  await it.make({ name: 'Later' });
  await it.map();
  await it.map();
  expect(it.recording).toMatchObject({ templateId, mappedBy: 'rule' });
  expect(it.templateRows.rows.get(templateId)).toMatchObject({ usedCount: 1 });
});

test('one that a person decided about stays as it is', async () => {
  const it = world();
  await it.make();
  it.recording.mappedBy = 'person';
  await it.map();
  expect(it.recording.templateId).toBeUndefined();
});

test('without templates nothing is loaded, and without a match nothing is written', async () => {
  const it = world('Rivers');
  const patterns = () => Promise.reject(new Error('loaded'));
  await mapByRules({ ...it.ports, patterns })(it.recording);
  await it.make();
  await it.map();
  expect(it.recording.mappedBy).toBeUndefined();
});

test('what arrives is matched before its first run begins', async () => {
  const it = world();
  const { templateId } = await it.make();
  it.recording.status = 'DOWNLOADING';
  it.objects.set(originalKey(it.key), new TextEncoder().encode('frames'));
  const accepted = await acceptOriginal(it.ports)(it.key);
  expect(accepted).toMatchObject({ templateId, status: 'DOWNLOADED' });
});
