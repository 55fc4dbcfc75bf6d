import type { WorkspaceId } from '../../kernel/ids.ts';
import { RECORDING_STATUSES } from '../../pipelines/recording-status.ts';
import type { Recordings } from '../ports.ts';
import { CountByStatus, type RecordingCounts } from './counts.contract.ts';

/** How many recordings a workspace has, for the tabs of a list. */
export const countRecordings =
  ({ recordings }: { recordings: Pick<Recordings, 'count'> }) =>
  async (workspaceId: WorkspaceId): Promise<RecordingCounts> => {
    const counts = await Promise.all(
      RECORDING_STATUSES.map(async status => ({
        status,
        ...(await recordings.count(workspaceId, status)),
      })),
    );
    const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
    const byStatus = counts.map(({ status, total }) => [status, total] as const);
    return {
      total: sum(counts.map(({ total }) => total)),
      blank: sum(counts.map(({ blank }) => blank)),
      by_status: CountByStatus.parse(Object.fromEntries(byStatus)),
    };
  };
