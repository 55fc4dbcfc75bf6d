import { ID_PREFIX, type WorkspaceId } from '../../../kernel/ids.ts';
import { TABLE } from '../../../kernel/table.ts';
import type { RecordingStatus } from '../../../pipelines/recording-status.ts';
import { type RecordingFilter, timeKey, wantedStatuses } from '../../../recordings/lists/filter.ts';
import { statusList } from '../pipeline/subject-fields.ts';
import type { Covered } from './list-filter.ts';
import { LISTS, sourceList, templateList } from './list-keys.ts';

/** Rows of one partition in order: of an index, or of the table itself. */
export type RowList = {
  index?: string;
  partitionKey: string;
  partition: string;
  sortKey: string;
  /** The range of sort keys, both included. */
  range: readonly [string, string];
  covered: Covered;
};

/** Where recordings stay, and so pile up; in the others they are for as long as work takes. */
const PILES: readonly RecordingStatus[] = ['READY', 'SKIPPED', 'EXPIRED'];

/**
 * The lists with the fewest rows that have all that the filter wants: several where several statuses
 * are wanted. No count is asked for; what is rare is known beforehand.
 */
export function chooseLists(workspaceId: WorkspaceId, filter: RecordingFilter): RowList[] {
  const statuses = wantedStatuses(filter);
  if (statuses?.length === 0) return [];
  if (filter.orderBy === 'created_at') return [inTable(workspaceId)];
  const { templateId, sourceId, isMapped } = filter;
  const range = startRange(filter);
  const list = (name: keyof typeof LISTS, partition: string, covered: Covered): RowList => {
    const { name: index, partitionKey, sortKey } = LISTS[name];
    return { index, partitionKey, partition, sortKey, range, covered };
  };
  const ofStatuses = () =>
    [...new Set(statuses)].map(status =>
      list('status', statusList({ workspaceId, kind: 'recording' }, status), 'status'),
    );
  if (statuses && !statuses.some(status => PILES.includes(status))) return ofStatuses();
  if (templateId) return [list('template', templateList(workspaceId, templateId), 'template')];
  if (sourceId) return [list('source', sourceList(workspaceId, sourceId), 'source')];
  if (statuses) return ofStatuses();
  if (isMapped === false) return [list('template', templateList(workspaceId, null), 'unmapped')];
  return [list('start', `WORKSPACE#${workspaceId}`, 'start')];
}

/** Ids are made in the order of time, so the rows themselves are in the order of their making. */
const inTable = (workspaceId: WorkspaceId): RowList => ({
  partitionKey: TABLE.partitionKey,
  partition: `WORKSPACE#${workspaceId}`,
  sortKey: TABLE.sortKey,
  range: [`RECORDING#${ID_PREFIX.recording}`, `RECORDING#${ID_PREFIX.recording}~`],
  covered: 'nothing',
});

/** `~` sorts behind every id. */
const startRange = ({ from = 0, to }: RecordingFilter): [string, string] => [
  timeKey(from),
  to === undefined ? '~' : `${timeKey(to)}#~`,
];
