import type { RecordingId, WorkspaceId } from '../../kernel/ids.ts';
import { inGroups } from '../../kernel/in-groups.ts';
import { failureOf } from '../../tasks/jobs/work-job.ts';
import { refusalToDelete } from '../delete-recording.ts';
import { noSuchRecording } from '../load-recording.ts';
import type { RecordingKey } from '../recording-key.ts';
import { checkOperation } from '../runs/check-operation.ts';
import { downloadRecording } from '../runs/download-recording.ts';
import type { PrepareDeps } from '../runs/prepare-operation.ts';
import type { BulkPreview } from './bulk.contract.ts';
import type { BulkOrder } from './bulk-item.ts';

/** Reads of a table side by side. */
const AT_ONCE = 10;

/** Which recordings would be worked on if it began now, by the checks that decide it then. */
export const previewBulk =
  (deps: PrepareDeps) =>
  async (
    workspaceId: WorkspaceId,
    ids: readonly RecordingId[],
    order: BulkOrder,
  ): Promise<BulkPreview> => {
    const recordings: BulkPreview['recordings'] = [];
    for (const group of inGroups(ids, AT_ONCE)) {
      const keys = group.map(recordingId => ({ workspaceId, recordingId }));
      recordings.push(...(await Promise.all(keys.map(key => previewOne(deps, key, order)))));
    }
    const matched = recordings.filter(({ will_be_processed }) => will_be_processed).length;
    return {
      dry_run: true,
      matched_count: matched,
      skipped_count: recordings.length - matched,
      total: recordings.length,
      recordings,
    };
  };

async function previewOne(deps: PrepareDeps, key: RecordingKey, order: BulkOrder) {
  const recording = await deps.recordings.find(key);
  const refusal = await refusalOf(deps, key, order).then(
    () => null,
    (error: unknown) => failureOf(error),
  );
  return {
    recording_id: key.recordingId,
    will_be_processed: refusal === null,
    display_name: recording?.displayName ?? null,
    current_status: recording?.status ?? null,
    skip_reason:
      refusal && 'code' in refusal ? { code: refusal.code, reason: refusal.reason } : null,
  };
}

/** Rejects as the operation would. */
async function refusalOf(
  deps: PrepareDeps,
  key: RecordingKey,
  { operation, ...order }: BulkOrder,
): Promise<void> {
  if (operation === 'delete') {
    const recording = await deps.recordings.find(key);
    if (!recording) throw noSuchRecording();
    const refusal = refusalToDelete(recording);
    if (refusal) throw refusal;
  } else if (operation === 'download') await downloadRecording(deps)(key);
  else if (operation === 'process') await checkOperation(deps)(key, order);
  else await checkOperation(deps)(key, { ...order, operation });
}
