import { expect, test } from 'vitest';
import type { TaskId } from '../../../src/kernel/ids.ts';
import type { Artifact } from '../../../src/pipeline/artifact.ts';
import { artifactKey, interimPrefix } from '../../../src/pipeline/object-keys.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import { tidySubject } from '../../../src/pipeline/tidy-subject.ts';
import { idlePorts } from '../../support/fakes/memory-ports.ts';

type World = ReturnType<typeof idlePorts>;
type Place = { stage: 'render' | 'transcribe'; fingerprint: string; taskId: TaskId };

const KINDS = { render: 'video', transcribe: 'transcript' } as const;

/** A recording whose task is over. */
function world() {
  const it = idlePorts({ status: 'READY' });
  const tidy = (ports: World['ports'] = it.ports) => tidySubject(ports)(it.subject);
  return { ...it, tidy };
}

const keyOf = ({ subject }: World, place: Place) =>
  artifactKey(subject, { ...place, fileName: 'file' });

function artifactOf(it: World, place: Place): Artifact & { stage: string } {
  const { stage, fingerprint } = place;
  const content = { content_type: 'a/b', size_bytes: 1, sha256: 's' };
  return { kind: KINDS[stage], variant: '', key: keyOf(it, place), ...content, fingerprint, stage };
}

/** A result with its row and its object. */
function made(it: World, place: Place) {
  const row = artifactOf(it, place);
  it.stored.push(row);
  it.objects.set(row.key, new Uint8Array(1));
  return row;
}

const stands = (it: World, { stage, fingerprint, taskId }: Place) =>
  it.states.set(stage, {
    ...it.run,
    ...{ taskId, stage, status: 'COMPLETED', attempts: 1, madeFingerprint: fingerprint },
  });

const render = (fingerprint: string, taskId: TaskId): Place => ({
  stage: 'render',
  fingerprint,
  taskId,
});

test('what a newer result replaced goes, what stands and what came in stays', async () => {
  const it = world();
  made(it, render('a', 'tsk_1'));
  const now = made(it, render('b', 'tsk_2'));
  stands(it, render('b', 'tsk_2'));
  const original = { ...now, stage: 'source', kind: 'original' as const, key: 'o' };
  it.stored.push(original);
  it.objects.set('o', new Uint8Array(1));
  await it.tidy();
  expect(it.stored).toEqual([now, original]);
  expect([...it.objects.keys()]).toEqual([now.key, 'o']);
  await it.tidy();
  expect(it.stored).toHaveLength(2);
});

test('every version stays, whichever is chosen', async () => {
  const it = world();
  const first: Place = { stage: 'transcribe', fingerprint: 'a', taskId: 'tsk_1' };
  const second: Place = { stage: 'transcribe', fingerprint: 'b', taskId: 'tsk_2' };
  for (const place of [first, second]) {
    made(it, place);
    const { stage, fingerprint } = place;
    it.versions.push({ subject: it.subject, stage, fingerprint, number: 1, createdAt: 1 });
  }
  stands(it, first);
  await it.tidy();
  expect(it.stored).toHaveLength(2);
  expect(it.objects.size).toBe(2);
});

test('files of a run that failed go, with and without their rows', async () => {
  const it = world();
  made(it, render('a', 'tsk_1'));
  it.objects.set(keyOf(it, render('b', 'tsk_2')), new Uint8Array(1));
  await it.tidy();
  expect(it.stored).toEqual([]);
  expect(it.objects.size).toBe(0);
});

test('interim files stay for a week, for whoever takes up the work', async () => {
  const it = world();
  const prefix = interimPrefix(it.subject, { stage: 'render', fingerprint: 'a' });
  const week = 7 * 24 * 3600 * 1000;
  it.objects.set(`${prefix}young`, new Uint8Array(1)).set(`${prefix}old`, new Uint8Array(1));
  it.writtenAt.set(`${prefix}young`, it.ports.clock() - week + 1000);
  it.writtenAt.set(`${prefix}old`, it.ports.clock() - week - 1000);
  await it.tidy();
  expect([...it.objects.keys()]).toEqual([`${prefix}young`]);
});

test('while a task has the recording, and once it is deleted, nothing is touched', async () => {
  const it = world();
  made(it, render('a', 'tsk_1'));
  it.recording.activeTaskId = it.task.taskId;
  await it.tidy();
  it.recording.activeTaskId = undefined;
  await it.tidy({
    ...it.ports,
    subjects: { ...it.ports.subjects, find: async () => undefined },
  });
  expect(it.objects.size).toBe(1);
  expect(it.stored).toHaveLength(1);
});

test('a crash at any point loses nothing that stands, and the next call ends the work', async () => {
  const it = world();
  made(it, render('a', 'tsk_1'));
  const now = made(it, render('b', 'tsk_2'));
  stands(it, render('b', 'tsk_2'));
  const dies = async () => Promise.reject(new Error('died'));
  const before = { ...it.ports, artifacts: { ...it.ports.artifacts, remove: dies } };
  await expect(it.tidy(before)).rejects.toThrow('died');
  expect(it.objects.size).toBe(2);
  const between = { ...it.ports, files: { ...it.ports.files, remove: dies } };
  await expect(it.tidy(between)).rejects.toThrow('died');
  expect(it.stored).toEqual([now]);
  await it.tidy();
  expect([...it.objects.keys()]).toEqual([now.key]);
});

test.each(['list', 'remove'] as const)(
  'a task that makes the same anew in the moment of rows.%s keeps what it made',
  async moment => {
    const it = world();
    made(it, render('a', 'tsk_1'));
    made(it, render('b', 'tsk_2'));
    stands(it, render('b', 'tsk_2'));
    const again = render('a', 'tsk_3');
    const remake = async () => {
      const row = artifactOf(it, again);
      it.objects.set(row.key, new Uint8Array(1));
      await it.ports.artifacts.put(it.subject, 'render', [row]);
      stands(it, again);
    };
    const { artifacts } = it.ports;
    const late = {
      ...artifacts,
      list: async (subject: Subject) => {
        const rows = await artifacts.list(subject);
        if (moment === 'list') await remake();
        return rows;
      },
      remove: async (...args: Parameters<typeof artifacts.remove>) => {
        if (moment === 'remove' && args[1] === 'render') await remake();
        await artifacts.remove(...args);
      },
    };
    await it.tidy({ ...it.ports, artifacts: late });
    const key = keyOf(it, again);
    expect(it.objects.has(key)).toBe(true);
    expect(it.stored).toContainEqual(artifactOf(it, again));
  },
);

test('neither a file of no version nor one of another stage passes for a version', async () => {
  const it = world();
  const version: Place = { stage: 'transcribe', fingerprint: 'a', taskId: 'tsk_1' };
  const { stage, fingerprint } = version;
  it.versions.push({ subject: it.subject, stage, fingerprint, number: 1, createdAt: 1 });
  const kept = made(it, version);
  made(it, { ...version, fingerprint: 'b' });
  made(it, render('a', 'tsk_1'));
  await it.tidy();
  expect(it.stored).toEqual([kept]);
  expect([...it.objects.keys()]).toEqual([kept.key]);
});
