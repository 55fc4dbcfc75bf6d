import { AppError } from '../../kernel/errors.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { SettingsRows } from '../../settings/ports.ts';
import { type DateBound, firstMoment, lastMoment } from './date-bound.ts';
import type { RecordingFilters } from './filter.contract.ts';
import type { RecordingFilter } from './filter.ts';

export type FilterDeps = { settings: Pick<SettingsRows, 'find'> };

/**
 * A filter as a client wrote it, with days as times: they begin and end by the workspace's clock.
 *
 * @throws invalid_request where nothing could be between both dates
 */
export const readFilter =
  ({ settings }: FilterDeps) =>
  async (workspaceId: WorkspaceId, filters: RecordingFilters): Promise<RecordingFilter> => {
    const { from_date, to_date } = filters;
    const hasDay = [from_date, to_date].some(bound => bound && 'day' in bound);
    const timeZone = hasDay ? (await settings.find(workspaceId)).timeZone : 'UTC';
    return {
      statuses: filters.status,
      templateId: filters.template_id,
      sourceId: filters.source_id,
      sourceType: filters.source_type,
      isMapped: filters.is_mapped,
      failed: filters.failed,
      excludeBlank: filters.exclude_blank,
      search: filters.search,
      ...between(from_date, to_date, timeZone),
      orderBy: filters.order_by,
      order: filters.order,
    };
  };

function between(first: DateBound | undefined, last: DateBound | undefined, timeZone: string) {
  const from = first && firstMoment(first, timeZone);
  const to = last && lastMoment(last, timeZone);
  if (from !== undefined && to !== undefined && from > to) {
    throw new AppError('invalid_request', 'Nothing is between these dates.', {
      errors: [{ path: 'to_date', message: 'Must not be before from_date.' }],
    });
  }
  return { from, to };
}
