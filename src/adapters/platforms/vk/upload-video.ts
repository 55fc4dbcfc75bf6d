import * as z from 'zod';
import { pause } from '../pause.ts';
import type { PublishedFile } from '../published-file.ts';
import { sendFile } from './send-file.ts';
import type { VkApi, VkVideoId } from './vk-api.ts';
import type { VkDetails } from './vk-details.contract.ts';
import type { Parameters, VkHttp } from './vk-http.ts';
import { VkRefusal } from './vk-refusal.ts';

type Place = NonNullable<VkDetails['place']>;

export type VideoUpload = {
  http: VkHttp;
  api: VkApi;
  media: PublishedFile;
  /** Of `video.save`. */
  parameters: Parameters;
  /** Of an earlier attempt. */
  place: Place | undefined;
  read: (from: number, to: number) => Promise<Uint8Array>;
  /** Before a byte is sent, with the place whose turn is over. */
  remember: (place: Place, before: Place | undefined) => Promise<void>;
  progress: (bytes: number) => void;
};

/** Answers of the host of uploads come with status 200 too, when they are refusals. */
const HostAnswer = z.union([
  z.object({ error: z.union([z.string(), z.object({})]) }),
  z.object({ error_code: z.union([z.int(), z.string()]), error_msg: z.string().optional() }),
  z.object({ size: z.number() }),
]);

/** A host of uploads that fails is met with another one; each time the whole file goes again. */
const MOST_PLACES = 3;
const WAIT_SECONDS = 3;

/**
 * Uploads the file, once. It cannot go on in the middle: VK knows no such way. Where nobody saw the
 * answer VK is asked whether the video is there before anything is sent again.
 */
export async function uploadVideo(upload: VideoUpload): Promise<VkVideoId> {
  const { media, api, http } = upload;
  let place = upload.place?.media === media.sha256 ? upload.place : undefined;
  for (let count = 0; count < MOST_PLACES; count += 1) {
    if (place && (await hasFile(api, place))) return place;
    if (count > 0) await (http.sleep ?? pause)(WAIT_SECONDS, http.signal);
    const {
      upload_url: url,
      owner_id: ownerId,
      video_id: videoId,
    } = await api.save(upload.parameters);
    const next = { ownerId, videoId, media: media.sha256 };
    await upload.remember(next, place);
    place = next;
    if (await send(upload, url)) return place;
  }
  throw new VkRefusal(22, 'VK did not take the file.');
}

/** False where it is not known to have arrived. */
async function send({ http, media, read, progress }: VideoUpload, url: string) {
  const { signal } = http;
  try {
    const file = {
      url,
      field: 'video_file',
      fileName: 'video.mp4',
      contentType: media.content_type,
      sizeBytes: media.size_bytes,
    };
    const { status, body } = await sendFile({ ...file, read, progress, signal });
    const answer = HostAnswer.safeParse(status === 200 ? parsed(body) : undefined);
    return answer.success && 'size' in answer.data;
  } catch {
    // Cut off: the next look tells whether it had all of it.
    signal.throwIfAborted();
    return false;
  }
}

/** A place without its file has nothing to be seen, and is not being made ready. */
async function hasFile(api: VkApi, place: VkVideoId) {
  const video = await api.find(place);
  return Boolean(video && (video.processing || video.converting || video.duration || video.player));
}

/** Proxies and hosts that are down answer with pages. */
function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
