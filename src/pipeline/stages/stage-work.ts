import type { z } from 'zod';
import type { Artifact } from '../artifact.ts';
import { artifactKey } from '../object-keys.ts';
import { readsOf } from '../pipeline.ts';
import { type RunKey, taskKey } from '../tasks/task.ts';
import type { ExecuteDeps, RunResources } from './execute-deps.ts';
import { interimFiles } from './interim-files.ts';
import { withDocuments } from './json-documents.ts';
import { progressMeter } from './progress-meter.ts';
import type { MadeFile, StageWork } from './stage.ts';
import type { StageContext } from './stage-context.ts';
import { StageError } from './stage-error.ts';

type WorkResources = RunResources & Pick<StageWork, 'part' | 'maxTasks'>;

/** What a stage is handed: its own inputs, a way to save, and nothing of anyone else's. */
export function stageWork(
  { files, tasks, clock }: Pick<ExecuteDeps, 'files' | 'tasks' | 'clock'>,
  run: RunKey,
  { stage, details, promised, config, valid, fingerprint }: StageContext,
  { scratch, signal, part, maxTasks }: WorkResources,
  lost: AbortController,
) {
  const { subject, taskId } = run;
  const { workspaceId } = subject;
  const made: Artifact[] = [];
  const reads = readsOf(stage, config);
  const artifacts = valid
    .filter(({ kind }) => reads.includes(kind))
    .sort((a, b) => (a.variant < b.variant ? -1 : 1));
  const meter = progressMeter({
    clock,
    write: percent => tasks.setProgress(taskKey(run), stage.name, percent),
    onLost: () => lost.abort(new StageError('cancelled')),
  });
  const place = { stage: stage.name, fingerprint };
  const { interim, removeAll } = interimFiles(files, subject, place, signal);

  const work: StageWork = withDocuments({
    ...{ subject, details, config, artifacts, interim },
    ...{ scratch, signal, part, maxTasks },
    progress: meter.report,
    readBytes: artifact => files.read(workspaceId, artifact.key),
    readJson,
    download: async (artifact, path) => {
      const sha256 = await files.download(workspaceId, artifact.key, path, signal);
      const expected = promised[artifact.kind];
      if (expected && expected !== sha256) throw new StageError('checksum_mismatch');
    },
    save,
  });
  return { work, made, settled: meter.settled, removeInterim: removeAll };

  async function readJson<Schema extends z.ZodType>(
    kind: string,
    schema: Schema,
  ): Promise<z.infer<Schema> | undefined> {
    const artifact = artifacts.find(candidate => candidate.kind === kind);
    if (!artifact) return undefined;
    const bytes = await files.read(workspaceId, artifact.key);
    return schema.parse(JSON.parse(new TextDecoder().decode(bytes)));
  }

  async function save(file: MadeFile): Promise<Artifact> {
    if (part !== undefined) throw new TypeError('A part of a stage leaves interim files.');
    const { kind, variant = '', fileName, contentType } = file;
    const key = artifactKey(subject, { ...place, taskId, fileName });
    const { sizeBytes, sha256 } = await files.put(workspaceId, key, file, contentType);
    const described = { content_type: contentType, size_bytes: sizeBytes, sha256, fingerprint };
    const artifact = { kind, variant, key, ...described };
    made.push(artifact);
    return artifact;
  }
}
