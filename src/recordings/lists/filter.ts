import type { Id, RecordingId } from '../../kernel/ids.ts';
import type { RecordingStatus } from '../../pipelines/recording-status.ts';
import type { Source } from '../recording.ts';

export const ORDERS_BY = ['start_time', 'created_at'] as const;
export const ORDERS = ['desc', 'asc'] as const;

/** Which recordings, and in which order. What is left out filters nothing. */
export type RecordingFilter = {
  /** One of these. */
  statuses?: readonly RecordingStatus[] | undefined;
  templateId?: Id<'template'> | undefined;
  sourceId?: Id<'source'> | undefined;
  sourceType?: Source | undefined;
  isMapped?: boolean | undefined;
  /** Also where `statuses` says otherwise. */
  failed?: boolean | undefined;
  excludeBlank?: boolean | undefined;
  /** Part of the name, in any case. */
  search?: string | undefined;
  /** Of the start time, both included; epoch milliseconds. */
  from?: number | undefined;
  to?: number | undefined;
  /** Left out: by the start time. */
  orderBy?: (typeof ORDERS_BY)[number] | undefined;
  /** Left out: newest first. */
  order?: (typeof ORDERS)[number] | undefined;
};

/** Where a list goes on: the time that it is ordered by, and the recording that it stands at. */
export type ListPosition = `${string}#${RecordingId}`;

/** Epoch milliseconds have no more until the year 9999, so text order is time order. */
export const TIME_DIGITS = 15;

export const timeKey = (milliseconds: number) =>
  `${Math.max(0, milliseconds)}`.padStart(TIME_DIGITS, '0');

type Placed = { recordingId: RecordingId; startTime: number };

/** Recordings that start at one time are in the order in which they came. */
export const startPosition = ({ startTime, recordingId }: Placed): ListPosition =>
  `${timeKey(startTime)}#${recordingId}`;

/** Ids are ordered by the time at which their things were made: no other time is needed. */
export const madePosition = ({ recordingId }: Pick<Placed, 'recordingId'>): ListPosition =>
  `${timeKey(0)}#${recordingId}`;

export const positionIn = ({ orderBy }: Pick<RecordingFilter, 'orderBy'>) =>
  orderBy === 'created_at' ? madePosition : startPosition;

/** The statuses that remain, where the filter says anything about them; none is possible. */
export function wantedStatuses({ statuses, failed }: RecordingFilter) {
  if (failed === true) return (statuses ?? ['FAILED' as const]).filter(one => one === 'FAILED');
  return failed === false ? statuses?.filter(one => one !== 'FAILED') : statuses;
}
