import { pipelineOf } from '../../pipeline/pipeline.ts';
import { refusalOfRun } from '../../pipeline/tasks/start-task.ts';
import { loadRecording } from '../load-recording.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import { refuseWithoutOriginal } from '../refuse-without-original.ts';
import { type Order, type PrepareDeps, prepareOperation } from './prepare-operation.ts';

/**
 * What a run of the order would go by.
 *
 * @throws what the order itself would be refused with now
 */
export const checkOperation = (deps: PrepareDeps) => async (key: RecordingKey, order: Order) => {
  const prepared = await prepareOperation(deps)(key, order);
  const recording = await loadRecording(deps.recordings, key);
  refuseWithoutOriginal(recording);
  const pipeline = pipelineOf(deps.pipelines, recordingSubject(key).kind);
  const refusal = refusalOfRun(recording, pipeline);
  if (refusal) throw refusal;
  return prepared;
};
