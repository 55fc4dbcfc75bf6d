import { optionalIso, toIso } from '../kernel/clock.ts';
import type { StageState } from '../pipeline/stages/stage-state.ts';
import type { StageName } from '../pipelines/recording.ts';
import { BLANK } from './blank.ts';
import type { RecordingView, StageView } from './recording.contract.ts';
import type { Recording } from './recording.ts';

export const recordingView = (recording: Recording): RecordingView => ({
  recording_id: recording.recordingId,
  display_name: recording.displayName,
  source: recording.source,
  source_id: recording.sourceId ?? null,
  source_file_name: recording.sourceFileName,
  status: recording.status,
  failure: recording.failure ?? null,
  failed_at_stage: recording.failure?.stage ?? null,
  blank_record: recording.skipReason?.code === BLANK,
  skip_reason: recording.skipReason ?? null,
  size_bytes: recording.sizeBytes,
  duration_seconds: recording.durationSeconds ?? null,
  start_time: toIso(recording.startTime),
  config: recording.configOverrides,
  is_mapped: recording.templateId !== undefined,
  template_id: recording.templateId ?? null,
  mapped_by: recording.mappedBy ?? null,
  active_task_id: recording.activeTaskId ?? null,
  last_task_id: recording.lastTaskId ?? null,
  created_at: toIso(recording.createdAt),
  updated_at: toIso(recording.updatedAt),
});

export function stageView(name: StageName, state: StageState): StageView {
  const { startedAt, finishedAt, failureCode, failureReason } = state;
  const ended = startedAt !== undefined && finishedAt !== undefined;
  return {
    name,
    status: state.status,
    attempts: state.attempts,
    reused: state.reused ?? false,
    note: state.note ?? null,
    facts: state.facts ?? {},
    failure: failureCode ? { code: failureCode, reason: failureReason ?? '' } : null,
    started_at: optionalIso(startedAt),
    finished_at: optionalIso(finishedAt),
    wall_seconds: ended ? (finishedAt - startedAt) / 1000 : null,
  };
}
