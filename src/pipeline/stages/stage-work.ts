import { readsOf } from '../../pipelines/recording.ts';
import { artifactKey } from '../../recordings/object-keys.ts';
import type { TaskKey } from '../ports.ts';
import type { Artifact } from './artifact.contract.ts';
import type { ExecuteDeps, Room } from './execute-deps.ts';
import { interimFiles } from './interim-files.ts';
import { progressMeter } from './progress-meter.ts';
import type { MadeFile, StageWork } from './stage.ts';
import type { StageContext } from './stage-context.ts';
import { StageError } from './stage-error.ts';

/** What a stage is handed: its own inputs, a way to save, and nothing of anyone else's. */
export function stageWork(
  { files, tasks, clock }: ExecuteDeps,
  key: TaskKey,
  { stage, recording, original, config, valid, fingerprint }: StageContext,
  room: Room & Pick<StageWork, 'part' | 'maxTasks'>,
  lost: AbortController,
) {
  const { workspaceId, recordingId } = key;
  const made: Artifact[] = [];
  const reads = readsOf(stage, config);
  const artifacts = valid
    .filter(({ kind }) => reads.includes(kind))
    .sort((a, b) => (a.variant < b.variant ? -1 : 1));
  const meter = progressMeter({
    clock,
    write: percent => tasks.setProgress(key, stage.name, percent),
    onLost: () => lost.abort(new StageError('cancelled')),
  });

  const place = { stage: stage.name, fingerprint };
  const { interim, removeAll } = interimFiles(files, key, place, room.signal);

  const work: StageWork = {
    recording,
    config,
    artifacts,
    scratch: room.scratch,
    signal: room.signal,
    progress: meter.report,
    part: room.part,
    maxTasks: room.maxTasks,
    interim,
    readBytes: artifact => files.read(workspaceId, artifact.key),
    readJson: async (kind, schema) => {
      const artifact = artifacts.find(candidate => candidate.kind === kind);
      if (!artifact) return undefined;
      const bytes = await files.read(workspaceId, artifact.key);
      return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
    },
    download: async (artifact, path) => {
      const sha256 = await files.download(workspaceId, artifact.key, path, room.signal);
      const promised = artifact.kind === 'original' ? original.sha256 : undefined;
      if (promised && promised !== sha256) throw new StageError('checksum_mismatch');
    },
    save: async file => {
      const artifact = await save(file);
      made.push(artifact);
      return artifact;
    },
  };
  return { work, made, settled: meter.settled, removeInterim: removeAll };

  async function save(file: MadeFile): Promise<Artifact> {
    if (room.part !== undefined) throw new TypeError('A part of a stage leaves interim files.');
    const { kind, variant = '', fileName, contentType } = file;
    const { taskId } = key;
    const objectKey = artifactKey(workspaceId, recordingId, { ...place, taskId, fileName });
    const stored = await files.put(workspaceId, objectKey, file, contentType);
    return {
      kind,
      variant,
      key: objectKey,
      content_type: contentType,
      size_bytes: stored.sizeBytes,
      sha256: stored.sha256,
      fingerprint,
    };
  }
}
