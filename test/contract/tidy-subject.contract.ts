import { describe, expect, test } from 'vitest';
import type { ArtifactKind } from '../../src/documents/artifact-kinds.ts';
import type { Artifact } from '../../src/pipeline/artifact.ts';
import { artifactKey, stagesPrefix } from '../../src/pipeline/object-keys.ts';
import type { Files } from '../../src/pipeline/ports.ts';
import { type RunKey, taskKey } from '../../src/pipeline/tasks/task.ts';
import { tidySubject } from '../../src/pipeline/tidy-subject.ts';
import { PIPELINES } from '../../src/pipelines/index.ts';
import type { StageName } from '../../src/pipelines/recording.ts';
import { originalKey } from '../../src/recordings/object-keys.ts';
import { recordingSubject } from '../../src/recordings/recording-key.ts';
import { sampleRecording, sampleTask } from '../support/samples.ts';
import { type EnginePorts, slots } from './engine-ports.ts';

type Stores = { engine: EnginePorts; files: Files };

/** A recording, its rows and its files. */
async function world({ engine, files }: Stores) {
  const ports = { ...engine, files, pipelines: PIPELINES, clock: Date.now };
  const recording = sampleRecording();
  const { workspaceId } = recording;
  const subject = recordingSubject(recording);
  await ports.recordings.insert(recording);
  const original = originalKey(recording);
  await ports.files.put(workspaceId, original, { body: 'o' }, 'video/mp4');

  async function begin() {
    const task = sampleTask(recording);
    await ports.tasks.enqueue(task, { from: ['DOWNLOADED', 'READY'], firstRun: false });
    await ports.tasks.admit(taskKey(task), slots(1), 5);
    return task;
  }

  async function save(key: RunKey, stage: StageName, fingerprint: string, count = 1) {
    const kind: ArtifactKind = stage === 'render' ? 'video' : 'topics';
    const made = Array.from({ length: count }, (_, index): Artifact => {
      const fileName = `file-${index}`;
      const place = { stage, fingerprint, taskId: key.taskId, fileName };
      return {
        ...{ kind, variant: `${index}`, key: artifactKey(subject, place) },
        ...{ content_type: 'a/b', size_bytes: 1, sha256: 's', fingerprint },
      };
    });
    for (const artifact of made) {
      await ports.files.put(workspaceId, artifact.key, { body: 'x' }, 'a/b');
    }
    return ports.artifacts.putMade(key, stage, made);
  }

  async function commit(key: RunKey, stage: StageName, madeFingerprint: string, count = 1) {
    await save(key, stage, madeFingerprint, count);
    const rows = stage === 'topics' ? ports.versions : ports.stages;
    const done = { status: 'COMPLETED' as const, attempts: 1, finishedAt: 7 };
    return rows.complete({ subject, taskId: key.taskId, stage, madeFingerprint, ...done });
  }

  const end = (key: RunKey) => ports.tasks.finish(key, { task: 'SUCCEEDED', status: 'READY' }, 9);
  const tidy = () => tidySubject(ports)(subject);
  const left = async () => {
    const prefix = stagesPrefix(subject);
    const objects = await ports.files.list(workspaceId, prefix);
    const rows = await ports.artifacts.list(subject);
    const named = rows.map(({ key }) => key);
    return { keys: objects.map(({ key }) => key.slice(prefix.length)), named };
  };
  return { ports, recording, subject, begin, save, commit, end, tidy, left, original };
}

/** What rows and files together promise whoever tidies a subject. */
export const tidySubjectContract = (name: string, make: () => Stores) =>
  describe(name, () => {
    test('after runs with other settings one render is left, and every version', async () => {
      const it = await world(make());
      const first = await it.begin();
      await it.commit(first, 'render', 'a', 130);
      await it.commit(first, 'topics', 'a');
      await it.end(first);
      const second = await it.begin();
      await it.commit(second, 'render', 'b', 2);
      await it.commit(second, 'topics', 'b');
      await it.tidy();
      expect((await it.left()).keys).toHaveLength(134);

      await it.end(second);
      await it.tidy();
      const { keys, named } = await it.left();
      expect(keys.filter(key => key.startsWith('render/'))).toEqual([
        `render/b/${second.taskId}/file-0`,
        `render/b/${second.taskId}/file-1`,
      ]);
      expect(keys.filter(key => key.startsWith('topics/'))).toHaveLength(2);
      expect(named).toHaveLength(4);
      const { workspaceId } = it.recording;
      expect(await it.ports.files.head(workspaceId, it.original)).toBeDefined();
      await it.tidy();
      expect(await it.left()).toEqual({ keys, named });
    });

    test('a worker whose task is over writes no row, and its files go', async () => {
      const it = await world(make());
      const first = await it.begin();
      await it.commit(first, 'render', 'a');
      await it.end(first);
      expect(await it.save(first, 'render', 'b')).toBe(false);
      expect((await it.left()).named).toHaveLength(1);
      await it.tidy();
      expect((await it.left()).keys).toEqual([`render/a/${first.taskId}/file-0`]);
    });

    test('a row that by now names what a later task made is left alone', async () => {
      const it = await world(make());
      const first = await it.begin();
      await it.commit(first, 'render', 'a');
      const [old] = await it.ports.artifacts.list(it.subject);
      await it.end(first);
      const second = await it.begin();
      await it.commit(second, 'render', 'a');
      if (!old) throw new Error('no row');
      await it.ports.artifacts.remove(it.subject, 'render', [old]);
      const { keys, named } = await it.left();
      expect(named).toHaveLength(1);
      expect(named[0]).toContain(second.taskId);
      expect(keys).toHaveLength(2);
    });
  });
