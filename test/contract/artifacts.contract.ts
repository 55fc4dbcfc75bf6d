import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/pipeline/artifact.ts';
import { recordingSubject } from '../../src/recordings/recording-key.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';
import { type MakePorts, markDeleted, queued, race, running, slots } from './engine-ports.ts';

const artifact = (changes: Partial<Artifact> = {}): Artifact => ({
  ...{ kind: 'manual_edit', variant: '000001', key: 'k', content_type: 'application/json' },
  ...{ size_bytes: 1, sha256: 'a', fingerprint: 'source', ...changes },
});

/** More than a transaction or a batch takes. */
const chunks = (count = 120) =>
  Array.from({ length: count }, (_, index) =>
    artifact({
      kind: 'speech_audio',
      variant: `${index}.flac`,
      key: `k${index}`,
      fingerprint: 'f',
    }),
  );

/** What is promised of `Artifacts`. */
export const artifactsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    test('any number is stored, listed with its stage and replaced by the same name', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      await artifacts.put(subject, 'analyze', []);
      await artifacts.put(subject, 'analyze', chunks());
      const original = artifact({ kind: 'original', variant: '' });
      await artifacts.put(subject, 'source', [original]);
      const stored = await artifacts.list(subject);
      expect(stored).toHaveLength(121);
      expect(stored).toContainEqual({ ...original, stage: 'source' });
      await artifacts.put(subject, 'source', [{ ...original, key: 'newer' }]);
      expect(await artifacts.list(subject)).toHaveLength(121);
      expect(await artifacts.list(subject)).toContainEqual({
        ...original,
        key: 'newer',
        stage: 'source',
      });
    });

    test('kinds that are left out are not listed', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      const original = artifact({ kind: 'original', variant: '' });
      await artifacts.put(subject, 'source', [original, artifact({ kind: 'levels' })]);
      await artifacts.put(subject, 'analyze', chunks());
      const leftOut = new Set(['speech_audio', 'levels']);
      expect(await artifacts.list(subject, leftOut)).toEqual([{ ...original, stage: 'source' }]);
    });

    test('results of older fingerprints stay beside newer ones', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      const made = ['b', 'a'].map(fingerprint => artifact({ fingerprint, key: fingerprint }));
      await artifacts.put(subject, 'render', made);
      const fingerprints = (await artifacts.list(subject)).map(row => row.fingerprint);
      expect(fingerprints).toEqual(['a', 'b']);
    });

    test('a foreign workspace and another kind see nothing', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      await artifacts.put(subject, 'source', [artifact()]);
      expect(await artifacts.list({ ...subject, workspaceId: newWorkspaceId() })).toEqual([]);
      expect(await artifacts.list({ ...subject, kind: 'note' })).toEqual([]);
    });

    test('what a stage made is written only while its task runs', async () => {
      const ports = make();
      const { artifacts, tasks } = ports;
      const { subject, task, key } = await queued(ports);
      expect(await artifacts.putMade(task, 'analyze', chunks(3))).toBe(false);
      expect(await artifacts.list(subject)).toEqual([]);
      await tasks.admit(key, slots(1), 5);
      expect(await artifacts.putMade(task, 'analyze', chunks())).toBe(true);
      expect(await artifacts.list(subject)).toHaveLength(120);
      await tasks.finish(task, { task: 'SUCCEEDED', status: 'READY' }, 9);
      expect(await artifacts.putMade(task, 'render', chunks(3))).toBe(false);
      expect(await artifacts.list(subject)).toHaveLength(120);
    });

    test('the task of a foreign workspace writes nothing', async () => {
      const ports = make();
      const { task } = await running(ports);
      const subject = { ...task.subject, workspaceId: newWorkspaceId() };
      const run = { subject, taskId: task.taskId };
      expect(await ports.artifacts.putMade(run, 'analyze', chunks(1))).toBe(false);
      expect(await ports.artifacts.list(subject)).toEqual([]);
    });

    test('one is inserted once, by one of many, and only while its recording is there', async () => {
      const ports = make();
      const { artifacts, recordings } = ports;
      const recording = sampleRecording();
      const subject = recordingSubject(recording);
      expect(await artifacts.insert(subject, 'source', artifact())).toBe(false);
      await recordings.insert(recording);
      const insert = (key: string) => artifacts.insert(subject, 'source', artifact({ key }));
      const answers = await race(index => insert(`k${index}`));
      expect(answers.filter(Boolean)).toHaveLength(1);
      const won = `k${answers.indexOf(true)}`;
      expect(await artifacts.list(subject)).toMatchObject([{ variant: '000001', key: won }]);
      expect(await insert('late')).toBe(false);
      const foreign = { ...subject, workspaceId: newWorkspaceId() };
      expect(await artifacts.insert(foreign, 'source', artifact())).toBe(false);
      await markDeleted(ports, recording);
      const next = artifact({ variant: '000002' });
      expect(await artifacts.insert(subject, 'source', next)).toBe(false);
    });

    test('removing leaves all others, and what is not there is no error', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      const [first, second, ...others] = chunks(60);
      if (!first || !second) throw new Error('no chunks');
      await artifacts.put(subject, 'analyze', [first, second]);
      await artifacts.put(subject, 'source', [first]);
      await artifacts.remove(subject, 'analyze', [first, ...others]);
      await artifacts.remove(subject, 'analyze', [first]);
      expect(await artifacts.list(subject)).toEqual([
        { ...second, stage: 'analyze' },
        { ...first, stage: 'source' },
      ]);
    });

    test('a row that by now names another object is left alone', async () => {
      const { artifacts } = make();
      const subject = recordingSubject(sampleRecording());
      const old = artifact({ key: 'of an earlier task' });
      const now = artifact({ key: 'of a later task' });
      await artifacts.put(subject, 'render', [old]);
      await artifacts.put(subject, 'render', [now]);
      await artifacts.remove(subject, 'render', [old]);
      expect(await artifacts.list(subject)).toEqual([{ ...now, stage: 'render' }]);
      // Nor does an equal key make two rows one.
      await artifacts.remove(subject, 'render', [{ ...now, variant: 'other' }]);
      expect(await artifacts.list(subject)).toHaveLength(1);
    });
  });
