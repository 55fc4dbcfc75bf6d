import { kindOf, type Meeting, type RecordingFile } from './meeting.ts';

export type ViewOptions = {
  /** Of the host that offers downloads and pages to play. */
  webOrigin: string;
  /** Shows what is in the trash instead of what is not. */
  trash?: boolean;
  /** Names of files are in events alone (contract §5). */
  fileNames?: boolean;
};

/** A file as lists and events show it (contract §3). One that is being processed has little to show. */
function fileView(meeting: Meeting, file: RecordingFile, { webOrigin, fileNames }: ViewOptions) {
  const { fileType, extension } = kindOf(file);
  const isDone = file.status === 'completed';
  const path = encodeURIComponent(file.id);
  return {
    // The id is absent while a file is processed, and of a timeline.
    ...(isDone && fileType !== 'TIMELINE' && { id: file.id }),
    meeting_id: meeting.uuid,
    recording_start: file.recording_start,
    recording_end: isDone ? file.recording_end : '',
    file_type: fileType,
    file_extension: extension,
    ...(isDone && {
      file_size: file.size,
      play_url: `${webOrigin}/rec/play/${path}`,
      download_url: `${webOrigin}/rec/download/${path}`,
    }),
    status: file.status,
    recording_type: file.recording_type,
    ...(file.deletedAt && { deleted_time: file.deletedAt }),
    ...(fileNames && { file_name: `${meeting.topic}.${extension.toLowerCase()}` }),
  };
}

/** A meeting with its files, as lists, the call for one meeting and events show it. */
export function meetingView(meeting: Meeting, options: ViewOptions) {
  const files = meeting.files.filter(file => options.trash || !file.deletedAt);
  return {
    uuid: meeting.uuid,
    id: meeting.id,
    account_id: meeting.account_id,
    host_id: meeting.host_id,
    topic: meeting.topic,
    type: meeting.type,
    start_time: meeting.start_time,
    timezone: meeting.timezone,
    duration: meeting.duration,
    total_size: files.reduce((sum, { size }) => sum + size, 0),
    recording_count: files.length,
    share_url: `${options.webOrigin}/rec/share/${encodeURIComponent(meeting.uuid)}`,
    recording_play_passcode: meeting.passcode,
    auto_delete: meeting.auto_delete,
    ...(meeting.auto_delete && { auto_delete_date: dayAfter(meeting.start_time, 30) }),
    recording_files: files.map(file => fileView(meeting, file, options)),
  };
}

function dayAfter(start: string, days: number) {
  return new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
}
