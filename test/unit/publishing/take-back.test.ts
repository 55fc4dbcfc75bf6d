import { expect, test } from 'vitest';
import type { Subject } from '../../../src/pipeline/subject.ts';
import type { Publisher } from '../../../src/publishing/ports.ts';
import { takeBack } from '../../../src/publishing/take-back.ts';
import type { Target } from '../../../src/publishing/target.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import { SUBJECT } from '../../support/publishing/publication.ts';

const keyOf = (presetId: string) => ({ subject: SUBJECT, presetId });

/** A recording on several platforms; those of `refuses` cannot be reached. */
async function world(presetIds: readonly string[], refuses: readonly string[] = []) {
  const { targets, rows } = memoryTargets();
  const removed: Target[] = [];
  const erased: Subject[] = [];
  for (const presetId of presetIds) {
    await targets.announce(keyOf(presetId), 1000);
    const target = await targets.begin(keyOf(presetId), 'hash', 1000);
    const details = { video_id: `video of ${presetId}` };
    if (target) await targets.complete(target, { url: 'https://site/page', details }, 1000);
    await targets.beginRemoval(keyOf(presetId), 2000);
  }
  const publisher: Publisher = {
    publish: async () => ({ url: '', details: {} }),
    settle: async () => {},
    remove: async target => {
      if (refuses.includes(target.presetId)) throw new Error('No answer.');
      removed.push(target);
    },
  };
  const deps = {
    targets,
    presets: {
      find: async (_workspaceId: string, id: string) => ({
        id,
        platform: 'any',
        credentialId: null,
        settings: {},
        isActive: true,
      }),
    },
    platforms: { find: () => ({ hostsPage: false, publisher: async () => publisher }) },
    erase: async (subject: Subject) => void erased.push(subject),
  };
  return { run: takeBack(deps), targets, rows, removed, erased };
}

test('each platform gets its row, with the ids that it told', async () => {
  const { run, rows, removed, erased } = await world(['library', 'prs_1']);
  await run({ command: 'take_back', subject: SUBJECT });
  expect(removed.map(({ details }) => details?.video_id).sort()).toEqual([
    'video of library',
    'video of prs_1',
  ]);
  expect(rows.size).toBe(0);
  expect(erased).toEqual([]);
});

test('what was published since the command is left alone', async () => {
  const { run, targets, rows, removed } = await world(['library']);
  await run({ command: 'take_back', subject: SUBJECT });
  await targets.announce(keyOf('library'), 3000);
  await targets.begin(keyOf('library'), 'hash', 3000);
  await run({ command: 'take_back', subject: SUBJECT });
  expect(removed).toHaveLength(1);
  expect([...rows.values()]).toMatchObject([{ status: 'UPLOADING', version: 3000 }]);
});

test('one platform that fails stops no other, and the command comes again', async () => {
  const { run, rows, removed, erased } = await world(['library', 'prs_1'], ['prs_1']);
  const command = { command: 'take_back', subject: SUBJECT, next: 'erase' } as const;
  await expect(run(command)).rejects.toThrow('No answer.');
  expect(removed.map(({ presetId }) => presetId)).toEqual(['library']);
  expect([...rows.values()]).toMatchObject([{ presetId: 'prs_1', status: 'REMOVING' }]);
  expect(erased).toEqual([]);
});

test('what was asked to follow is asked for, also where nothing was left to do', async () => {
  const { run, erased } = await world(['library']);
  const command = { command: 'take_back', subject: SUBJECT, next: 'erase' } as const;
  await run(command);
  await run(command);
  expect(erased).toEqual([SUBJECT, SUBJECT]);
});
