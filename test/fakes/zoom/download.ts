import { type Answer, html, json, redirect } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { Operation } from '../shared/operations.ts';
import type { ZoomCore } from './core.ts';
import { ZoomApiError } from './errors.ts';
import type { Meeting, RecordingFile } from './meeting.ts';

/** Redirects of the fault `redirect_chain`, besides the usual one. */
const CHAIN = 3;

/** `GET {download_url}`: rights are checked here, bytes come from the storage host (contract §4). */
export function downloadOperations(core: ZoomCore): Operation[] {
  return [
    {
      name: 'download',
      method: 'GET',
      path: '/rec/download/{fileId}',
      handle: exchange => download(core, exchange),
    },
  ];
}

function download(core: ZoomCore, exchange: Exchange): Answer {
  const token = exchange.bearer ?? exchange.query('access_token');
  if (!token) return json(new ZoomApiError('invalid_token').body, 401);
  const found = fileBy(core, exchange.params.fileId ?? '');
  if (!found) return json(new ZoomApiError('no_recording').body, 404);
  const right = rightOf(core, token, found.meeting);
  if (right === 'foreign') return html(PASSCODE_PAGE);
  if (right === 'unknown') return json(new ZoomApiError('expired_token').body, 401);
  const hops = exchange.fault?.kind === 'redirect_chain' ? CHAIN : 0;
  return redirect(core.links.issue(core.origins.storage, found.file.id, hops));
}

/** A person without rights is asked for the passcode; a program gets the same page, with a 200 (§4). */
const PASSCODE_PAGE =
  '<!doctype html><title>Recording - Zoom</title><form><input name="passcode" type="password"></form>';

function fileBy(
  { world }: ZoomCore,
  id: string,
): { meeting: Meeting; file: RecordingFile } | undefined {
  for (const meeting of world.meetings) {
    const file = meeting.files.find(one => one.id === id);
    const isThere = file?.status === 'completed' && !file.deletedAt && !meeting.trashedAt;
    if (file && isThere) return { meeting, file };
  }
  return undefined;
}

/** A token of the API, of an event, or of `download_access_token`. */
function rightOf({ grants, downloads }: ZoomCore, token: string, meeting: Meeting) {
  if (downloads.opens(token, meeting.uuid)) return 'allowed';
  try {
    const { accountId, userId } = grants.check(token);
    const isOwn = accountId === meeting.account_id && (!userId || userId === meeting.host_id);
    return isOwn ? 'allowed' : 'foreign';
  } catch (error) {
    if (error instanceof ZoomApiError) return 'unknown';
    throw error;
  }
}
