import { ZoomApiError } from './errors.ts';
import type { Meeting } from './meeting.ts';
import { meetingView } from './meeting-view.ts';
import type { PageTokens } from './page-tokens.ts';

const DAY = 86_400_000;
/** "At most one month" (contract §3): the longest month has 31 days, so 30 days always pass. */
const LONGEST_SPAN_DAYS = 31;
const PAGE_SIZE = { default: 30, max: 300 };

type TrashType = 'meeting_recordings' | 'recording_file';
type ListRequest = {
  query: URLSearchParams;
  /** All meetings of the user. */
  meetings: readonly Meeting[];
  pages: PageTokens;
  now: number;
  webOrigin: string;
};

/** `GET /users/{userId}/recordings`: newest first, one month at most, in pages (contract §3). */
export function listRecordings({ query, meetings, pages, now, webOrigin }: ListRequest) {
  const trash = flag(query, 'trash');
  const trashType = trashTypeOf(query);
  const { from, to } = windowOf(query, now);
  const pageSize = pageSizeOf(query);
  const found = meetings
    .filter(meeting => (trash ? isTrash(meeting, trashType) : isRecording(meeting)))
    // With trash the dates are not looked at.
    .filter(({ start_time }) => trash || isWithin(start_time, from, to))
    .filter(({ id }) => !query.get('meeting_id') || `${id}` === query.get('meeting_id'))
    .sort((a, b) => b.start_time.localeCompare(a.start_time) || a.uuid.localeCompare(b.uuid));
  const filters = filtersOf(query);
  const token = query.get('next_page_token');
  // A page begins at a place in the list of now: one that changes between two calls moves under it.
  const offset = token ? pages.open(token, filters) : 0;
  const end = offset + pageSize;
  return {
    from,
    to,
    page_count: Math.ceil(found.length / pageSize),
    page_size: pageSize,
    total_records: found.length,
    next_page_token: end < found.length ? pages.issue(filters, end) : '',
    meetings: found.slice(offset, end).map(meeting => meetingView(meeting, { webOrigin, trash })),
  };
}

/** What a page token belongs to: all of the query but the token. */
function filtersOf(query: URLSearchParams) {
  return [...query]
    .filter(([key, value]) => key !== 'next_page_token' && value !== '')
    .map(pair => pair.join('='))
    .sort()
    .join('&');
}

function windowOf(query: URLSearchParams, now: number) {
  const today = new Date(now).toISOString().slice(0, 10);
  const from = dateOf(query, 'from', today);
  const to = dateOf(query, 'to', today);
  const days = (Date.parse(to) - Date.parse(from)) / DAY;
  if (days < 0) throw new ZoomApiError('bad_input', 'The "from" date is after the "to" date.');
  if (days > LONGEST_SPAN_DAYS) {
    throw new ZoomApiError('bad_input', 'The range of dates is longer than one month.');
  }
  return { from, to };
}

function dateOf(query: URLSearchParams, name: string, otherwise: string) {
  const value = query.get(name) || otherwise;
  if (/^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))) return value;
  throw new ZoomApiError('bad_input', `The value of "${name}" must be a date like 2026-01-31.`);
}

function pageSizeOf(query: URLSearchParams) {
  const size = Number(query.get('page_size') ?? PAGE_SIZE.default);
  if (Number.isInteger(size) && size > 0 && size <= PAGE_SIZE.max) return size;
  throw new ZoomApiError('bad_input', `The value of "page_size" must be 1 to ${PAGE_SIZE.max}.`);
}

function flag(query: URLSearchParams, name: string) {
  const value = query.get(name) ?? 'false';
  if (value === 'true' || value === 'false') return value === 'true';
  throw new ZoomApiError('bad_input', `The value of "${name}" must be true or false.`);
}

function isWithin(startTime: string, from: string, to: string) {
  const day = startTime.slice(0, 10);
  return from <= day && day <= to;
}

function isRecording({ trashedAt, files }: Meeting) {
  return !trashedAt && files.some(file => !file.deletedAt);
}

function isTrash({ trashedAt, files }: Meeting, type: TrashType) {
  if (type === 'meeting_recordings') return trashedAt !== undefined;
  return !trashedAt && files.some(file => file.deletedAt);
}

function trashTypeOf(query: URLSearchParams): TrashType {
  const type = query.get('trash_type') ?? 'meeting_recordings';
  if (type === 'meeting_recordings' || type === 'recording_file') return type;
  throw new ZoomApiError('bad_input', 'The value of "trash_type" is unknown.');
}
