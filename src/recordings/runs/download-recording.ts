import { AppError } from '../../kernel/errors.ts';
import { type Pipelines, pipelineOf } from '../../pipeline/pipeline.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { refuseWithoutOriginal } from '../refuse-without-original.ts';

type Deps = { recordings: Pick<Recordings, 'find'>; pipelines: Pipelines };

/**
 * Fetches the original from its source. Uploads and drops bring theirs themselves, so of these there
 * is nothing to fetch.
 *
 * @throws conflict, and upload_incomplete while its owner still sends it
 */
export const downloadRecording =
  ({ recordings, pipelines }: Deps) =>
  async (key: RecordingKey): Promise<never> => {
    const recording = await loadRecording(recordings, key);
    refuseWithoutOriginal(recording);
    const { refusals } = pipelineOf(pipelines, recordingSubject(key).kind).statuses;
    const early = refusals?.[recording.status];
    if (early) throw new AppError(early.code, early.message);
    const how = 'Its file was uploaded and is here already: use process or a single operation.';
    throw new AppError('conflict', `There is nothing to download. ${how}`);
  };
