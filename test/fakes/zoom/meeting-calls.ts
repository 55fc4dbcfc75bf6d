import { type Answer, empty, json } from '../shared/answer.ts';
import type { Exchange } from '../shared/exchange.ts';
import type { ZoomCore } from './core.ts';
import { ZoomApiError } from './errors.ts';
import type { Grant } from './grants.ts';
import { kindOf, type Meeting } from './meeting.ts';
import { meetingView } from './meeting-view.ts';
import { meetingOf } from './reach.ts';

type Call = { core: ZoomCore; exchange: Exchange; caller: Grant };

const MAX_TTL_SECONDS = 604_800;
/** Life of a download token for which no `ttl` was asked; the contract names none, the longest is taken. */
const DEFAULT_TTL = `${MAX_TTL_SECONDS}`;

/** `GET /meetings/{id}/recordings`, with a token for downloads if it is asked for (contract §3). */
export function meetingFiles({ core, exchange, caller }: Call): Answer {
  const meeting = recordedMeeting({ core, exchange, caller });
  const wanted = exchange.query('include_fields')?.split(',') ?? [];
  const ttl = Number(exchange.query('ttl') ?? DEFAULT_TTL);
  if (!Number.isInteger(ttl) || ttl < 0 || ttl > MAX_TTL_SECONDS) {
    throw new ZoomApiError('bad_input', `The value of "ttl" must be 0 to ${MAX_TTL_SECONDS}.`);
  }
  return json({
    ...meetingView(meeting, { webOrigin: core.origins.web }),
    password: meeting.passcode,
    participant_audio_files: [],
    ...(wanted.includes('download_access_token') && {
      download_access_token: core.downloads.issue(meeting.uuid, ttl),
    }),
  });
}

/** `DELETE …/recordings[/{recordingId}]?action=trash|delete`. */
export function deleteRecordings({ core, exchange, caller }: Call): Answer {
  const action = exchange.query('action') ?? 'trash';
  if (action !== 'trash' && action !== 'delete') {
    throw new ZoomApiError('bad_input', 'The value of "action" must be trash or delete.');
  }
  const meeting = recordedMeeting({ core, exchange, caller });
  const deletedAt = new Date(core.clock.now()).toISOString();
  const fileId = exchange.params.recordingId;
  if (fileId === undefined) {
    if (action === 'trash') meeting.trashedAt = deletedAt;
    else meeting.files = [];
    return empty(204);
  }
  const file = meeting.files.find(({ id }) => id === fileId);
  if (!file) throw new ZoomApiError('no_recording');
  if (action === 'trash') file.deletedAt = deletedAt;
  else meeting.files = meeting.files.filter(one => one !== file);
  return empty(204);
}

/** `GET /meetings/{id}/transcript`; the contract gives no answer, so only the address is sure here. */
export function transcript({ core, exchange, caller }: Call): Answer {
  const meeting = recordedMeeting({ core, exchange, caller });
  const file = meeting.files.find(one => kindOf(one).fileType === 'TRANSCRIPT');
  if (file?.status !== 'completed') throw new ZoomApiError('no_transcript');
  return json({
    meeting_id: meeting.uuid,
    account_id: meeting.account_id,
    can_download: true,
    download_url: `${core.origins.web}/rec/download/${encodeURIComponent(file.id)}`,
  });
}

function recordedMeeting({ core, exchange, caller }: Call): Meeting {
  const meeting = meetingOf(core, caller, exchange.params.meetingId ?? '');
  if (meeting.trashedAt) throw new ZoomApiError('trashed');
  // Right after a meeting its recording does not exist yet; the client asks again later.
  if (!meeting.files.some(file => !file.deletedAt)) throw new ZoomApiError('no_recording');
  return meeting;
}
