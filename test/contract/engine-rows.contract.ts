import { describe, expect, test } from 'vitest';
import type { Artifact } from '../../src/pipeline/artifact.ts';
import type { Subject } from '../../src/pipeline/subject.ts';
import { newWorkspaceId } from '../support/samples.ts';
import { type EnginePorts, type MakePorts, running } from './engine-ports.ts';

const made = (changes: Partial<Artifact>): Artifact => ({
  ...{ kind: 'speech_audio', variant: '', key: 'k', content_type: 'audio/flac', size_bytes: 1 },
  ...{ sha256: 'a', fingerprint: 'f', ...changes },
});
const CHUNKS = Array.from({ length: 120 }, (_, index) => made({ variant: `${index}.flac` }));
const ORIGINAL = made({ kind: 'original', fingerprint: 'source' });

const rowsOf = async (
  { stages, versions, artifacts }: EnginePorts,
  subject: Subject,
): Promise<unknown[]> =>
  (
    await Promise.all([
      stages.list(subject),
      versions.list(subject, 'topics'),
      artifacts.list(subject),
    ])
  ).flat();

/** What is promised of `EngineRows`. */
export const engineRowsContract = (name: string, make: MakePorts) =>
  describe(name, () => {
    /** A run that has made rows of every sort. */
    async function full(changes: Parameters<typeof running>[1] = {}, ports = make()) {
      const it = await running(ports, changes);
      const { subject, task } = it;
      const state = { subject, taskId: task.taskId, status: 'COMPLETED', attempts: 1 } as const;
      const done = { ...state, madeFingerprint: 'f', finishedAt: 7 };
      await ports.stages.put({ ...done, stage: 'analyze' });
      await ports.versions.complete({ ...done, stage: 'topics' });
      await ports.artifacts.put(subject, 'analyze', CHUNKS);
      await ports.artifacts.put(subject, 'source', [ORIGINAL]);
      return { ...it, ports };
    }

    test('a clear takes stages, versions and what they made; what came in stays', async () => {
      const { ports, subject } = await full();
      expect(await rowsOf(ports, subject)).toHaveLength(2 + 1 + 121);
      await ports.rows.clear(subject);
      expect(await rowsOf(ports, subject)).toEqual([{ ...ORIGINAL, stage: 'source' }]);
      await ports.rows.clear(subject);
      expect(await rowsOf(ports, subject)).toHaveLength(1);
    });

    test('of what has expired only what the stages say stays', async () => {
      const { ports, subject } = await full();
      await ports.rows.forgetFiles(subject);
      await ports.rows.forgetFiles(subject);
      const states = await ports.stages.list(subject);
      expect(states.map(({ stage }) => stage).sort()).toEqual(['analyze', 'topics']);
      expect(await rowsOf(ports, subject)).toHaveLength(2);
    });

    test('an erasure takes what came in, too, and can be repeated', async () => {
      const { ports, subject } = await full();
      await ports.rows.erase(subject);
      await ports.rows.erase(subject);
      expect(await rowsOf(ports, subject)).toEqual([]);
    });

    test('tasks and the recording itself stay', async () => {
      const { ports, subject, recording, key } = await full();
      const before = [await ports.tasks.find(key), await ports.recordings.find(recording)];
      await ports.rows.erase(subject);
      expect([await ports.tasks.find(key), await ports.recordings.find(recording)]).toEqual(before);
    });

    test('other subjects keep their rows: of a name that begins alike, of other workspaces', async () => {
      const ports = make();
      const { subject, recording } = await full({}, ports);
      const { recordingId } = recording;
      const longer = await full({ recordingId: `${recordingId}1` }, ports);
      await ports.rows.erase({ ...subject, workspaceId: newWorkspaceId() });
      await ports.rows.erase({ ...subject, kind: 'note' });
      expect(await rowsOf(ports, subject)).toHaveLength(124);
      await ports.rows.erase(subject);
      expect(await rowsOf(ports, longer.subject)).toHaveLength(124);
    });
  });
