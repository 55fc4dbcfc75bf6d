import { type Answer, json } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import type { ZoomCore } from './core.ts';
import { type RateClass, ZOOM_ENDPOINTS, type ZoomEndpoint } from './endpoints.ts';
import { ZoomApiError } from './errors.ts';
import type { Grant } from './grants.ts';
import { listRecordings } from './list-recordings.ts';
import { deleteRecordings, meetingFiles, transcript } from './meeting-calls.ts';
import { overLimit } from './rate-limits.ts';
import { userOf } from './reach.ts';

export type ApiCall = { core: ZoomCore; exchange: Exchange; caller: Grant };

/** What answers each row of the table of endpoints. */
const CALLS: Record<ZoomEndpoint['name'], (call: ApiCall) => Answer> = {
  who_am_i: ({ core, exchange, caller }) => {
    const { gone, records, ...user } = userOf(core, caller, exchange.params.userId ?? '');
    return json({
      ...user,
      display_name: `${user.first_name} ${user.last_name}`,
      type: records ? 2 : 1,
    });
  },
  list_recordings: ({ core, exchange, caller }) => {
    const { world, pages, clock, origins } = core;
    const user = userOf(core, caller, exchange.params.userId ?? '');
    if (!user.records) throw new ZoomApiError('no_permission', 'cloud recording is off');
    const answer = listRecordings({
      query: exchange.url.searchParams,
      meetings: world.meetings.filter(({ host_id }) => host_id === user.id),
      pages,
      now: clock.now(),
      webOrigin: origins.web,
    });
    if (exchange.fault?.kind === 'page_shift') shiftPages(core, user.id);
    return json(answer);
  },
  meeting_files: meetingFiles,
  delete_recordings: deleteRecordings,
  delete_file: deleteRecordings,
  transcript,
};

/** The API below `/v2`: token, then rate, then scope, then the call itself. */
export function apiOperations(core: ZoomCore): Operation[] {
  return ZOOM_ENDPOINTS.map(row => ({
    name: row.name,
    method: row.method,
    path: `/v2${row.path}`,
    handle: exchange => {
      const caller = core.grants.check(exchange.bearer);
      const { message, headers } = rateOf(core, exchange, caller.accountId, row.rate);
      if (message) return json({ code: 429, message }, 429, headers);
      requireScope(row, caller);
      const answer = CALLS[row.name]({ core, exchange, caller });
      return { ...answer, headers: { ...answer.headers, ...headers } };
    },
  }));
}

function rateOf(core: ZoomCore, { fault }: Exchange, accountId: string, rate: RateClass) {
  const now = core.clock.now();
  if (fault?.kind === 'rate_qps') return overLimit(rate, 'QPS', 20, now);
  if (fault?.kind === 'rate_daily') return overLimit(rate, 'Daily-limit', 2000, now);
  return core.rate(accountId, rate, now);
}

/** An app of the whole account needs the scope that says so (contract §1, `[:admin]`). */
function requireScope({ scope, classic }: ZoomEndpoint, { scopes, userId }: Grant) {
  const admin = [`${scope}:admin`, `${classic}:admin`];
  const enough = userId ? [scope, classic, ...admin] : admin;
  if (enough.some(one => scopes.includes(one))) return;
  throw new ZoomApiError('missing_scopes', userId ? scope : `${scope}:admin`);
}

/** A meeting that ends between two calls: it stands first, and moves what a page token points to. */
function shiftPages({ world }: ZoomCore, hostId: string) {
  const newest = world.meetings
    .filter(({ host_id }) => host_id === hostId)
    .map(({ start_time }) => Date.parse(start_time))
    .reduce((a, b) => Math.max(a, b), 0);
  const start_time = new Date(newest + 1000).toISOString();
  world.addMeeting({ host_id: hostId, topic: 'Between two pages', start_time });
}
