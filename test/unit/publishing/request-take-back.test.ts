import { expect, test } from 'vitest';
import type { PublicationCommand } from '../../../src/publishing/ports.ts';
import { requestTakeBack } from '../../../src/publishing/request-take-back.ts';
import { memoryTargets } from '../../support/publishing/memory-targets.ts';
import { SUBJECT } from '../../support/publishing/publication.ts';

function world() {
  const { targets, rows } = memoryTargets();
  const sent: PublicationCommand[] = [];
  const publications = { send: async (command: PublicationCommand) => void sent.push(command) };
  const ask = requestTakeBack({ targets, publications, clock: () => 2000 });
  const statuses = () => [...rows.values()].map(({ status }) => status);
  return { targets, sent, ask, statuses };
}

test('all targets are marked before anybody is asked', async () => {
  const { targets, sent, ask, statuses } = world();
  for (const presetId of ['library', 'prs_1']) {
    await targets.announce({ subject: SUBJECT, presetId }, 1000);
  }
  expect(await ask(SUBJECT)).toBe(true);
  expect(statuses()).toEqual(['REMOVING', 'REMOVING']);
  expect(sent).toEqual([{ command: 'take_back', subject: SUBJECT }]);
});

test('asked again it is sent again, for the first message may be lost', async () => {
  const { targets, sent, ask, statuses } = world();
  await targets.announce({ subject: SUBJECT, presetId: 'library' }, 1000);
  await ask(SUBJECT);
  expect(await ask(SUBJECT, 'erase')).toBe(true);
  expect(statuses()).toEqual(['REMOVING']);
  expect(sent[1]).toEqual({ command: 'take_back', subject: SUBJECT, next: 'erase' });
});

test('where nothing was published nobody is asked', async () => {
  const { sent, ask } = world();
  expect(await ask(SUBJECT, 'erase')).toBe(false);
  expect(sent).toEqual([]);
});
