import type { PublishedFile } from '../published-file.ts';
import { sendFile, startSession } from './resumable-upload.ts';
import type { Video } from './video.contract.ts';
import { VIDEO_PARTS, type videoResource } from './video-resource.ts';
import type { YouTubeApi } from './youtube-api.ts';
import type { YouTubeDetails } from './youtube-details.contract.ts';
import type { YouTubeHttp } from './youtube-http.ts';

type Session = NonNullable<YouTubeDetails['session']>;

export type VideoUpload = {
  http: YouTubeHttp;
  api: YouTubeApi;
  media: PublishedFile;
  resource: ReturnType<typeof videoResource>;
  notify: boolean;
  /** Of an earlier attempt. */
  session: Session | undefined;
  read: (from: number, to: number) => Promise<Uint8Array<ArrayBuffer>>;
  /** Before a byte is sent, so that whoever comes after finds what became of it. */
  remember: (session: Session) => Promise<void>;
  progress: (bytes: number) => void;
  now: number;
};

/** Clocks of theirs and ours differ by less. */
const CLOCK_SLACK_MS = 5 * 60_000;
/** A session may die once while a large file is on its way, hardly twice. */
const MOST_SESSIONS = 3;

/**
 * Uploads the file, once: a session of an earlier attempt for the same file goes on where it
 * stands. Where it is no more, its answer may be what was lost, so the channel is asked first.
 */
export async function uploadVideo(upload: VideoUpload): Promise<string> {
  const { media, session } = upload;
  let current = session?.media === media.sha256 ? session : undefined;
  for (let count = 0; count < MOST_SESSIONS; count += 1) {
    const isNew = !current;
    current ??= await newSession(upload);
    const sent = await send(upload, current, isNew);
    if (sent !== 'expired') return sent.id;
    const found = await findUploaded(upload, current);
    if (found) return found.id;
    current = undefined;
  }
  throw new Error('YouTube ended every session of the upload.');
}

function send({ http, media, read, progress }: VideoUpload, { url }: Session, isNew: boolean) {
  const upload = { sessionUrl: url, totalBytes: media.size_bytes, isNew };
  return sendFile(http, { ...upload, read, progress });
}

async function newSession(upload: VideoUpload): Promise<Session> {
  const { http, media, resource, notify, remember, now } = upload;
  const start = { resource, parts: partsOf(resource), totalBytes: media.size_bytes, notify };
  const url = await startSession(http, start);
  const session = { url, media: media.sha256, title: resource.snippet.title, startedAt: now };
  await remember(session);
  return session;
}

const partsOf = (resource: object) => VIDEO_PARTS.filter(part => part in resource);

/** The one video that came since under this title: two are too many to tell which is ours. */
async function findUploaded({ api }: VideoUpload, session: Session): Promise<Video | undefined> {
  const ids = await api.newestUploads();
  if (ids.length === 0) return undefined;
  const videos = await api.videos(ids, 'snippet,status');
  const ours = videos.filter(video => isOf(video, session));
  return ours.length === 1 ? ours[0] : undefined;
}

const isOf = ({ snippet }: Video, { title, startedAt }: Session) =>
  snippet?.title === title && Date.parse(snippet.publishedAt ?? '') >= startedAt - CLOCK_SLACK_MS;
