import { z } from 'zod';

/** Kinds of recorded files and what each consists of (contract §3). */
const FILE_KINDS = {
  'shared_screen_with_speaker_view(CC)': ['MP4', 'MP4'],
  shared_screen_with_speaker_view: ['MP4', 'MP4'],
  shared_screen_with_gallery_view: ['MP4', 'MP4'],
  active_speaker: ['MP4', 'MP4'],
  speaker_view: ['MP4', 'MP4'],
  gallery_view: ['MP4', 'MP4'],
  shared_screen: ['MP4', 'MP4'],
  host_video: ['MP4', 'MP4'],
  production_studio: ['MP4', 'MP4'],
  sign_interpretation: ['MP4', 'MP4'],
  audio_only: ['M4A', 'M4A'],
  audio_interpretation: ['M4A', 'M4A'],
  audio_transcript: ['TRANSCRIPT', 'VTT'],
  closed_caption: ['CC', 'VTT'],
  chat_file: ['CHAT', 'TXT'],
  poll: ['CSV', 'CSV'],
  timeline: ['TIMELINE', 'JSON'],
  thumbnail: ['TB', 'JPG'],
  summary: ['SUMMARY', 'JSON'],
  summary_next_steps: ['SUMMARY', 'JSON'],
  summary_smart_chapters: ['SUMMARY', 'JSON'],
} as const satisfies Record<string, readonly [fileType: string, extension: string]>;

const kinds = z.custom<keyof typeof FILE_KINDS>(
  value => typeof value === 'string' && value in FILE_KINDS,
  'no such recording_type',
);

/** A file to be recorded: its bytes are a file of this machine, a text, or made from a seed. */
const FileRequest = z.strictObject({
  recording_type: kinds,
  id: z.string().optional(),
  path: z.string().optional(),
  text: z.string().optional(),
  seed: z.string().optional(),
  size: z.int().nonnegative().optional(),
  /** Of the start of the meeting: where the part begins, and how long it is. */
  starts_at_minute: z.int().nonnegative().default(0),
  minutes: z.int().positive().optional(),
  status: z.literal(['completed', 'processing']).default('completed'),
});
export type FileRequest = z.input<typeof FileRequest>;

/** What the control door takes as a new meeting; everything has a default. */
export const MeetingRequest = z.strictObject({
  uuid: z.string().optional(),
  id: z.int().positive().optional(),
  host_id: z.string().optional(),
  topic: z.string().default('Lecture'),
  type: z.int().default(2),
  start_time: z.iso.datetime().optional(),
  timezone: z.string().default('Europe/Berlin'),
  duration: z.int().positive().default(60),
  auto_delete: z.boolean().default(false),
  files: z.array(FileRequest).default([
    { recording_type: 'shared_screen_with_speaker_view', starts_at_minute: 0, status: 'completed' },
    { recording_type: 'audio_only', starts_at_minute: 0, status: 'completed' },
    {
      recording_type: 'chat_file',
      text: '00:00:05\tAnna:\tHello',
      starts_at_minute: 0,
      status: 'completed',
    },
  ]),
});
export type MeetingRequest = z.input<typeof MeetingRequest>;

export type Content =
  | { kind: 'path'; path: string }
  | { kind: 'text'; text: string }
  | { kind: 'seed'; seed: string };

export type RecordingFile = {
  id: string;
  recording_type: keyof typeof FILE_KINDS;
  recording_start: string;
  recording_end: string;
  size: number;
  status: 'completed' | 'processing';
  content: Content;
  deletedAt?: string;
};

export type Meeting = {
  uuid: string;
  id: number;
  account_id: string;
  host_id: string;
  host_email: string;
  topic: string;
  type: number;
  start_time: string;
  timezone: string;
  duration: number;
  auto_delete: boolean;
  passcode: string;
  files: RecordingFile[];
  /** In the trash since. */
  trashedAt?: string;
};

/** The type and the extension that Zoom gives to a kind of file. */
export function kindOf({ recording_type }: Pick<RecordingFile, 'recording_type'>) {
  const [fileType, extension] = FILE_KINDS[recording_type];
  return { fileType, extension };
}
