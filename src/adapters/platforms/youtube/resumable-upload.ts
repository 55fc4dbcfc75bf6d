import { pause } from '../pause.ts';
import { YouTubeRefusal } from './refusal.ts';
import { Video } from './video.contract.ts';
import { callYouTube, type YouTubeHttp } from './youtube-http.ts';

/** Chunks but the last are multiples of this (its guide of resumable uploads). */
const GRAIN_BYTES = 256 * 1024;
/** A fault costs at most so much again, and so much is held in memory. */
const CHUNK_BYTES = 32 * GRAIN_BYTES;
/** So often in a row nothing may come of an attempt. */
const MOST_FAULTS = 8;
const LONGEST_WAIT_SECONDS = 60;
/** Beyond this the whole stage is better tried again. */
const LONGEST_NAMED_WAIT_SECONDS = 300;

export type Upload = {
  /** Made by `startSession`. */
  sessionUrl: string;
  totalBytes: number;
  /** Nothing was sent by it yet. */
  isNew: boolean;
  /** The bytes from `from` up to but not including `to`. */
  read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Bytes that YouTube has confirmed. */
  progress?: (bytes: number) => void;
};

/** Where a session stands: `next` is the first byte that YouTube does not have. */
type Standing = { next: number } | { video: Video } | 'expired';

type Start = { resource: unknown; parts: readonly string[]; totalBytes: number; notify: boolean };

/** Opens a session. No video is made before its last byte has come. */
export async function startSession(http: YouTubeHttp, start: Start): Promise<string> {
  const query = new URLSearchParams({
    uploadType: 'resumable',
    part: start.parts.join(','),
    notifySubscribers: String(start.notify),
  });
  const answer = await callYouTube(http, {
    method: 'POST',
    url: `${http.baseUrl}/upload/youtube/v3/videos?${query}`,
    headers: {
      'content-type': 'application/json; charset=UTF-8',
      'x-upload-content-length': String(start.totalBytes),
      'x-upload-content-type': 'video/*',
    },
    body: JSON.stringify(start.resource),
  });
  await answer.body?.cancel();
  const session = answer.headers.get('location');
  if (!session) throw new YouTubeRefusal({ status: 502, body: '' });
  return session;
}

/**
 * Sends what YouTube does not have of a file, from wherever an earlier attempt got to. After every
 * fault YouTube says what it has; only that counts. A session that has ended well answers with its
 * video for as long as it lives, so a lost answer makes no second video.
 * @returns the video, or `expired` if the session is no more
 */
export async function sendFile(http: YouTubeHttp, upload: Upload): Promise<Video | 'expired'> {
  const { sleep = pause, signal } = http;
  let standing: Standing | undefined = upload.isNew ? { next: 0 } : undefined;
  let [confirmed, faults] = [0, 0];
  for (;;) {
    signal.throwIfAborted();
    try {
      standing = standing ? await sendChunk(http, upload, standing) : await ask(http, upload);
      if (standing === 'expired') return standing;
      if ('video' in standing) return standing.video;
      if (standing.next > confirmed) faults = 0;
      confirmed = Math.max(confirmed, standing.next);
      upload.progress?.(confirmed);
    } catch (error) {
      signal.throwIfAborted();
      faults += 1;
      const seconds = waitAfter(error, faults);
      if (seconds === undefined) throw error;
      await sleep(seconds, signal);
      standing = undefined;
    }
  }
}

/** Undefined where waiting does not help. */
function waitAfter(error: unknown, faults: number) {
  const refused = error instanceof YouTubeRefusal;
  const named = (refused && error.waitSeconds) || 0;
  const isPassing = !refused || error.kind === 'again';
  if (!isPassing || faults > MOST_FAULTS || named > LONGEST_NAMED_WAIT_SECONDS) return undefined;
  const grown = Math.min(LONGEST_WAIT_SECONDS, 2 ** (faults - 1));
  return Math.max(named, grown * (0.5 + Math.random() / 2));
}

/** Asks what YouTube has. */
const ask = (http: YouTubeHttp, { sessionUrl, totalBytes }: Upload) =>
  put(http, sessionUrl, `bytes */${totalBytes}`, new Uint8Array(0));

async function sendChunk(http: YouTubeHttp, upload: Upload, standing: Standing) {
  if (standing === 'expired' || 'video' in standing) return standing;
  const { sessionUrl, totalBytes, read } = upload;
  const from = standing.next;
  const to = Math.min(from + CHUNK_BYTES, totalBytes);
  const range = `bytes ${from}-${to - 1}/${totalBytes}`;
  return put(http, sessionUrl, range, await read(from, to));
}

async function put(
  http: YouTubeHttp,
  url: string,
  range: string,
  body: Uint8Array<ArrayBuffer>,
): Promise<Standing> {
  try {
    const answer = await callYouTube(http, {
      method: 'PUT',
      url,
      headers: { 'content-range': range, 'content-type': 'video/*' },
      body,
      accepts: [308],
    });
    if (answer.status !== 308) return { video: Video.parse(await answer.json()) };
    await answer.body?.cancel();
    return { next: firstMissing(answer.headers.get('range')) };
  } catch (error) {
    if (error instanceof YouTubeRefusal && error.kind === 'gone') return 'expired';
    throw error;
  }
}

/** After `bytes=0-N`; without the header YouTube has nothing yet. */
function firstMissing(range: string | null) {
  const [, last] = /^bytes=0-(\d+)$/.exec(range ?? '') ?? [];
  return last === undefined ? 0 : Number(last) + 1;
}
