import type { DownloadTokens } from './download-tokens.ts';
import { kindOf, type Meeting } from './meeting.ts';
import { meetingView } from './meeting-view.ts';

/** Events about a meeting (contract §5); `app_deauthorized` is about a user. */
export const MEETING_EVENTS = [
  'recording.completed',
  'recording.transcript_completed',
  'recording.deleted',
  'recording.trashed',
  'recording.recovered',
  'meeting.ended',
] as const;
export type MeetingEvent = (typeof MEETING_EVENTS)[number];

/** How long the token of an event opens its files (contract §4). */
const DOWNLOAD_LIFE_SECONDS = 24 * 3600;

type EventParts = {
  event: MeetingEvent;
  meeting: Meeting;
  /** Only the files of this part, counted from 0: Zoom may tell of each part by itself. */
  part?: number | undefined;
  /** Ids are numbers in some events and text in others. */
  idAsText: boolean;
  now: number;
  downloads: DownloadTokens;
  webOrigin: string;
};

/** The body of an event. */
export function meetingEvent({
  event,
  meeting,
  part,
  idAsText,
  now,
  downloads,
  webOrigin,
}: EventParts) {
  const files = filesOf(event, meeting, part);
  const { id, ...view } = meetingView(
    { ...meeting, files },
    { webOrigin, fileNames: true, trash: true },
  );
  return {
    event,
    event_ts: now,
    ...(files.length > 0 && {
      download_token: downloads.issue(meeting.uuid, DOWNLOAD_LIFE_SECONDS),
    }),
    payload: {
      account_id: meeting.account_id,
      object: {
        ...view,
        id: idAsText ? `${id}` : id,
        host_email: meeting.host_email,
        password: meeting.passcode,
        on_prem: false,
        participant_audio_files: [],
      },
    },
  };
}

/** Transcripts take longer than videos, and come with an event of their own. */
function filesOf(event: MeetingEvent, { files }: Meeting, part: number | undefined) {
  const isText = (file: (typeof files)[number]) =>
    ['TRANSCRIPT', 'CC'].includes(kindOf(file).fileType);
  const done = files.filter(({ status }) => status === 'completed');
  if (event === 'recording.transcript_completed') return done.filter(isText);
  if (event !== 'recording.completed') return [];
  const starts = [...new Set(done.map(file => file.recording_start))].sort();
  return done
    .filter(file => !isText(file))
    .filter(file => part === undefined || file.recording_start === starts[part]);
}
