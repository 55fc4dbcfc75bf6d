import { randomBytes, randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { z } from 'zod';
import { type Content, type Meeting, MeetingRequest, type RecordingFile } from './meeting.ts';
import type { ZoomPlan } from './rate-limits.ts';

export const ZoomUser = z.strictObject({
  id: z.string(),
  email: z.email(),
  account_id: z.string(),
  first_name: z.string().default('Anna'),
  last_name: z.string().default('Weber'),
  /** Cloud recording is on, which needs a plan that is paid for. */
  records: z.boolean().default(true),
  /** Removed from the account since the consent. */
  gone: z.boolean().default(false),
});
export type ZoomUser = z.output<typeof ZoomUser>;

export const ZoomApp = z.strictObject({
  client_id: z.string(),
  /** A public client has none, and proves itself by PKCE. */
  client_secret: z.string().optional(),
  kind: z.literal(['user', 'server_to_server']),
  /** The account that a Server-to-Server app belongs to. */
  account_id: z.string().optional(),
  redirect_uris: z.array(z.string()).default([]),
  scopes: z.array(z.string()),
  disabled: z.boolean().default(false),
});
export type ZoomApp = z.output<typeof ZoomApp>;

const HOUR = 3_600_000;
const MINUTE = 60_000;
/** Size of a generated file for which none was asked. */
const DEFAULT_SIZE = 256 * 1024;

export type WorldOptions = { users: ZoomUser[]; apps: ZoomApp[]; plan: ZoomPlan };

/** All that exists at the fake Zoom besides tokens: accounts, apps, meetings and their files. */
export function zoomWorld(now: () => number, { users, apps, plan }: WorldOptions) {
  const meetings: Meeting[] = [];
  let nextId = 85_000_000_001;

  function fileOf(meeting: Meeting, request: MeetingRequestOut['files'][number]): RecordingFile {
    const start = Date.parse(meeting.start_time) + request.starts_at_minute * MINUTE;
    const minutes = request.minutes ?? meeting.duration - request.starts_at_minute;
    const id = request.id ?? randomUUID();
    const content = contentOf(request, `${meeting.uuid} ${id}`);
    return {
      id,
      recording_type: request.recording_type,
      recording_start: isoOf(start),
      recording_end: isoOf(start + Math.max(1, minutes) * MINUTE),
      size: sizeOf(content, request.size),
      status: request.status,
      content,
    };
  }

  function addMeeting(input: unknown = {}): Meeting {
    const request = MeetingRequest.parse(input);
    const host = request.host_id ? users.find(({ id }) => id === request.host_id) : users[0];
    if (!host) throw new Error(`No user ${request.host_id}.`);
    const { files, id, uuid: key, host_id: _, start_time, ...rest } = request;
    const meeting: Meeting = {
      ...rest,
      uuid: key ?? uuid(),
      id: id ?? nextId++,
      account_id: host.account_id,
      host_id: host.id,
      host_email: host.email,
      start_time: isoOf(start_time ? Date.parse(start_time) : now() - HOUR),
      passcode: randomBytes(6).toString('base64url'),
      files: [],
    };
    meeting.files = files.map(file => fileOf(meeting, file));
    meetings.push(meeting);
    return meeting;
  }

  function meetingBy(key: string): Meeting | undefined {
    // The number is shared by all occurrences of a series; Zoom answers for the latest.
    const isNumber = /^\d{9,11}$/.test(key);
    return meetings
      .filter(({ id, uuid }) => (isNumber ? `${id}` === key : uuid === key))
      .sort((a, b) => b.start_time.localeCompare(a.start_time))[0];
  }

  return {
    users,
    apps,
    meetings,
    plan,
    addMeeting,
    /** Further files of a meeting: a part that was resumed, or a transcript that took longer. */
    addFiles(key: string, input: unknown) {
      const meeting = meetingBy(key);
      if (!meeting) throw new Error(`No meeting ${key}.`);
      const { files } = MeetingRequest.parse({ files: input });
      const added = files.map(file => fileOf(meeting, file));
      meeting.files.push(...added);
      return added;
    },
    /** What was processed is done. */
    finish(key: string) {
      const meeting = meetingBy(key);
      for (const file of meeting?.files ?? []) file.status = 'completed';
      return meeting;
    },
    /** Takes a meeting and its files out of the trash. */
    recover(key: string) {
      const meeting = meetingBy(key);
      delete meeting?.trashedAt;
      for (const file of meeting?.files ?? []) delete file.deletedAt;
      return meeting;
    },
    meetingBy,
    userBy: (key: string) => users.find(({ id, email }) => id === key || email === key),
    appBy: (clientId: string) => apps.find(({ client_id }) => client_id === clientId),
  };
}

type MeetingRequestOut = z.output<typeof MeetingRequest>;
export type ZoomWorld = ReturnType<typeof zoomWorld>;

/** Like Zoom's: 16 bytes in base64, of which some begin with a slash. */
function uuid() {
  return randomBytes(16).toString('base64');
}

function isoOf(timeMs: number) {
  return new Date(timeMs).toISOString().replace(/\.\d+/, '');
}

function contentOf(
  { path, text, seed }: MeetingRequestOut['files'][number],
  ownSeed: string,
): Content {
  if (path !== undefined) return { kind: 'path', path };
  if (text !== undefined) return { kind: 'text', text };
  return { kind: 'seed', seed: seed ?? ownSeed };
}

function sizeOf(content: Content, size = DEFAULT_SIZE) {
  if (content.kind === 'path') return statSync(content.path).size;
  if (content.kind === 'text') return Buffer.byteLength(content.text);
  return size;
}
