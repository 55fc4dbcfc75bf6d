import { expect, test } from 'vitest';
import { chooseVersion } from '../../../../src/recordings/versions/choose-version.ts';
import { newWorkspaceId } from '../../../support/samples.ts';
import { worldOfVersions } from './version-world.ts';

function world() {
  const it = worldOfVersions();
  const choose = (number: number, key = it.key) => chooseVersion(it.ports)(key, 'topics', number);
  return { ...it, choose };
}

test('the chosen version stands, and what it was chosen over is remembered', async () => {
  const it = world();
  await it.choose(1);
  expect(it.states.get('topics')).toEqual({
    ...it.standing,
    madeFingerprint: 'f1',
    chosenFor: 'f2',
    note: undefined,
    facts: { made: 'f1' },
  });
});

test('choosing what the settings ask for takes the choice back', async () => {
  const it = world();
  await it.choose(1);
  await it.choose(2);
  expect(it.states.get('topics')).toMatchObject({ madeFingerprint: 'f2', chosenFor: undefined });
});

test('choosing again what stands changes nothing', async () => {
  const it = world();
  await it.choose(1);
  const before = it.states.get('topics');
  await it.choose(1);
  expect(it.states.get('topics')).toEqual(before);
});

test.each([
  { name: 'an unknown version', number: 7, busy: false, code: 'not_found' },
  { name: 'a version while a run is under way', number: 1, busy: true, code: 'conflict' },
])('$name cannot be chosen', async ({ number, busy, code }) => {
  const it = world();
  if (busy) it.recording.activeTaskId = it.task.taskId;
  await expect(it.choose(number)).rejects.toMatchObject({ code });
  expect(it.states.get('topics')).toEqual(it.standing);
});

test('where no version is in use none can be chosen', async () => {
  const it = world();
  it.states.set('topics', { ...it.standing, madeFingerprint: undefined });
  await expect(it.choose(1)).rejects.toMatchObject({ code: 'conflict' });
  it.states.clear();
  await expect(it.choose(1)).rejects.toMatchObject({ code: 'conflict' });
});

test('of a foreign recording nothing is chosen', async () => {
  const it = world();
  const foreign = { ...it.key, workspaceId: newWorkspaceId() };
  await expect(it.choose(1, foreign)).rejects.toMatchObject({ code: 'not_found' });
});
