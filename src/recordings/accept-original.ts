import { createHash } from 'node:crypto';
import { effectiveConfig } from '../config/effective.ts';
import type { ArtifactKind } from '../documents/artifact-kinds.ts';
import { AppError } from '../kernel/errors.ts';
import { INPUT_LIMITS } from '../kernel/input-limits.ts';
import { type Artifact, SOURCE } from '../pipeline/artifact.ts';
import type { Artifacts, Files } from '../pipeline/ports.ts';
import { type StartDeps, startTask } from '../pipeline/tasks/start-task.ts';
import { blankReason } from './blank.ts';
import { type LayerDeps, recordingLayers } from './config/layers.ts';
import { originalKey, sidecarKey } from './object-keys.ts';
import type { Recordings } from './ports.ts';
import type { Recording } from './recording.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';

export type AcceptDeps = StartDeps &
  LayerDeps & {
    recordings: Pick<Recordings, 'find' | 'change' | 'setStored'>;
    artifacts: Pick<Artifacts, 'put'>;
    files: Pick<Files, 'head' | 'read'>;
    /** Gives it the template that it is for; safe to repeat. */
    mapByRules: (recording: Recording) => Promise<void>;
  };

/**
 * The original is in storage: writes that down and starts the first run if the recording asks for
 * it. Both the client's "complete" and the storage's own event lead here, in any order and any
 * number of times; the recording moves once and one run starts.
 */
export const acceptOriginal =
  (deps: AcceptDeps) =>
  async (key: RecordingKey): Promise<Recording | undefined> => {
    const { recordings, artifacts, files, clock } = deps;
    const recording = await recordings.find(key);
    if (!recording) return undefined;
    if (recording.status === 'DOWNLOADING' || recording.status === 'INITIALIZED') {
      const original = await source('original', originalKey(key));
      if (!original) return recording;
      const sidecar = await hashed(await source('sidecar', sidecarKey(key)));
      const arrived = sidecar ? [original, sidecar] : [original];
      await artifacts.put(recordingSubject(key), SOURCE, arrived);
      await deps.mapByRules(recording);
      await recordings.setStored(key, original.size_bytes);
      await recordings.change(
        key,
        { status: 'DOWNLOADED', upload: null, sizeBytes: original.size_bytes },
        { from: ['DOWNLOADING', 'INITIALIZED'] },
        clock(),
      );
    }
    const accepted = await recordings.find(key);
    if (!accepted || accepted.lastTaskId) return accepted;
    if (await isLeftOut(deps, accepted)) return recordings.find(key);
    if (accepted.processOnArrival) await startFirstRun();
    return recordings.find(key);

    async function source(kind: ArtifactKind, objectKey: string): Promise<Artifact | undefined> {
      const stored = await files.head(key.workspaceId, objectKey);
      if (!stored) return undefined;
      return {
        kind,
        variant: '',
        key: objectKey,
        content_type: stored.contentType,
        size_bytes: stored.sizeBytes,
        // Storage has hashed it already: reading 60 GB again would tell us nothing new.
        sha256: `etag:${stored.etag}`,
        fingerprint: SOURCE,
      };
    }

    /** Its link outlives the upload: what is put there later is told by its hash, and refused. */
    async function hashed(sidecar: Artifact | undefined): Promise<Artifact | undefined> {
      if (!sidecar || sidecar.size_bytes > INPUT_LIMITS.sidecarBytes.most) return undefined;
      const bytes = await files.read(key.workspaceId, sidecar.key);
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      return { ...sidecar, sha256, size_bytes: bytes.byteLength };
    }

    async function startFirstRun() {
      try {
        await startTask(deps)(recordingSubject(key), { from: ['DOWNLOADED'], firstRun: true });
      } catch (error) {
        // Somebody else started it in between: that is what was wanted. Over the quota the recording
        // waits as it came in, and whoever asks for a run is told why.
        if (!(error instanceof AppError)) throw error;
      }
    }
  };

/** Whether what came in is blank: then it is SKIPPED, with the reason, and no run begins by itself. */
async function isLeftOut(deps: AcceptDeps, recording: Recording): Promise<boolean> {
  if (recording.status !== 'DOWNLOADED' || recording.isForced) return false;
  const { config } = effectiveConfig(await recordingLayers(deps, recording));
  const skipReason = blankReason(config, recording);
  if (!skipReason) return false;
  const expected = { from: ['DOWNLOADED'], activeTaskId: null } as const;
  const changes = { status: 'SKIPPED', skipReason } as const;
  return (await deps.recordings.change(recording, changes, expected, deps.clock())) !== undefined;
}
