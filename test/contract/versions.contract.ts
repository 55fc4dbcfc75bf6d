import { describe, expect, test } from 'vitest';
import { newWorkspaceId } from '../support/samples.ts';
import { type MakePorts, markDeleted, race, running } from './engine-ports.ts';

/** What is promised of `Versions`. */
export const versionsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    /** A recording with a run under way, and what a stage of it would commit. */
    async function world() {
      const ports = make();
      const { versions, stages } = ports;
      const it = await running(ports);
      const { subject, task } = it;
      const state = (madeFingerprint: string) => ({
        ...{ subject, taskId: task.taskId, stage: 'topics', madeFingerprint },
        ...{ status: 'COMPLETED' as const, attempts: 1, facts: { model: 'm' }, finishedAt: 7 },
      });
      const numbers = async () =>
        (await versions.list(subject, 'topics')).map(({ number }) => number);
      const current = async () => (await stages.list(subject))[0];
      return { ...it, ports, versions, state, numbers, current };
    }

    /** Two versions and no run: the second one stands. */
    async function ended() {
      const it = await world();
      await it.versions.complete(it.state('f1'));
      await it.versions.complete(it.state('f2'));
      await it.end();
      return { ...it, seen: it.state('f2'), chosen: { ...it.state('f1'), chosenFor: 'f2' } };
    }

    test('a commit adds a version with the next number and sets the row', async () => {
      const it = await world();
      const { subject } = it;
      expect(await it.versions.complete(it.state('f1'))).toBe(true);
      expect(await it.versions.complete(it.state('f2'))).toBe(true);
      expect(await it.versions.list(subject, 'topics')).toEqual(
        [
          ...[{ subject, stage: 'topics', number: 1, fingerprint: 'f1' }],
          ...[{ subject, stage: 'topics', number: 2, fingerprint: 'f2' }],
        ].map(row => ({ ...row, facts: { model: 'm' }, createdAt: 7 })),
      );
      expect(await it.current()).toMatchObject({ madeFingerprint: 'f2' });
      expect(await it.versions.list(subject, 'transcribe')).toEqual([]);
      const foreign = { ...subject, workspaceId: newWorkspaceId() };
      expect(await it.versions.list(foreign, 'topics')).toEqual([]);
    });

    test('a version keeps its note; stages count apart', async () => {
      const it = await world();
      await it.versions.complete({ ...it.state('f1'), note: 'no speech was found' });
      await it.versions.complete({ ...it.state('f1'), stage: 'transcribe' });
      const [topics] = await it.versions.list(it.subject, 'topics');
      const [transcript] = await it.versions.list(it.subject, 'transcribe');
      expect([topics?.number, topics?.note]).toEqual([1, 'no speech was found']);
      expect([transcript?.number, transcript?.note]).toEqual([1, undefined]);
    });

    test('a fingerprint that is there adds no version, and its row stands again', async () => {
      const it = await world();
      for (const made of ['f1', 'f2', 'f1']) await it.versions.complete(it.state(made));
      expect(await it.numbers()).toEqual([1, 2]);
      expect(await it.current()).toMatchObject({ madeFingerprint: 'f1' });
    });

    test('workers that commit at once get numbers of their own, without a gap', async () => {
      const it = await world();
      const fingerprints = ['a', 'b', 'c', 'd', 'e'];
      const commits = fingerprints.map(fingerprint => it.versions.complete(it.state(fingerprint)));
      expect(await Promise.all(commits)).toEqual(commits.map(() => true));
      expect(await it.numbers()).toEqual([1, 2, 3, 4, 5]);
    });

    test('one result committed many times at once is one version', async () => {
      const it = await world();
      const commits = Array.from({ length: 5 }, () => it.versions.complete(it.state('same')));
      expect(await Promise.all(commits)).toEqual(commits.map(() => true));
      expect(await it.numbers()).toEqual([1]);
    });

    test('more than nine versions stay in order', async () => {
      const it = await world();
      for (let index = 0; index < 11; index += 1) await it.versions.complete(it.state(`f${index}`));
      expect(await it.numbers()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    });

    test('a run that is over commits nothing, nor does one of a foreign workspace', async () => {
      const it = await world();
      const foreign = { ...it.subject, workspaceId: newWorkspaceId() };
      expect(await it.versions.complete({ ...it.state('f'), subject: foreign })).toBe(false);
      await it.end();
      expect(await it.versions.complete(it.state('late'))).toBe(false);
      expect(await it.numbers()).toEqual([]);
      expect(await it.current()).toBeUndefined();
    });

    test('a choice waits for the end of the run and is made on what was seen', async () => {
      const it = await world();
      await it.versions.complete(it.state('f1'));
      await it.versions.complete(it.state('f2'));
      const seen = it.state('f2');
      const chosen = { ...it.state('f1'), chosenFor: 'f2' };
      expect(await it.versions.choose(seen, chosen)).toBe(false);
      await it.end();
      expect(await it.versions.choose(it.state('other'), chosen)).toBe(false);
      expect(await it.current()).toEqual(seen);
      expect(await it.versions.choose(seen, chosen)).toBe(true);
      expect(await it.current()).toEqual(chosen);
      // The row names f1 again, but by another choice than was seen.
      expect(await it.versions.choose(it.state('f1'), seen)).toBe(false);
    });

    test('of twenty choices at once on what was seen, one is made', async () => {
      const { versions, seen, chosen, current } = await ended();
      const answers = await race(() => versions.choose(seen, chosen));
      expect(answers.filter(Boolean)).toHaveLength(1);
      expect(await current()).toMatchObject({ madeFingerprint: 'f1', chosenFor: 'f2' });
    });

    test('nothing is chosen of a deleted recording, nor for a foreign workspace', async () => {
      const { ports, versions, recording, subject, seen, chosen } = await ended();
      const workspaceId = newWorkspaceId();
      const foreign = { subject: { ...subject, workspaceId } };
      const stolen = { ...chosen, ...foreign };
      expect(await versions.choose({ ...seen, ...foreign }, stolen)).toBe(false);
      await markDeleted(ports, recording);
      expect(await versions.choose(seen, chosen)).toBe(false);
    });

    test('a row without a result is not chosen over', async () => {
      const it = await world();
      const pending = { ...it.state('f1'), status: 'PENDING' as const, madeFingerprint: undefined };
      await it.ports.stages.put(pending);
      await it.end();
      expect(await it.versions.choose(pending, it.state('f1'))).toBe(false);
    });

    test('a reset takes the versions along, and numbers begin anew', async () => {
      const it = await world();
      await it.versions.complete(it.state('f1'));
      await it.ports.rows.clear(it.subject);
      expect(await it.numbers()).toEqual([]);
      await it.versions.complete(it.state('f2'));
      expect(await it.numbers()).toEqual([1]);
      await it.ports.rows.clear(it.subject);
      await it.end();
      const chosen = { ...it.state('f1'), chosenFor: 'f2' };
      expect(await it.versions.choose(it.state('f1'), chosen)).toBe(false);
    });
  });
