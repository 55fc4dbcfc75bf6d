import * as z from 'zod';
import { Video } from './video.contract.ts';
import { callYouTube, type YouTubeHttp } from './youtube-http.ts';

const Videos = z.object({ items: z.array(Video).default([]) });
const Ids = z.object({ items: z.array(z.object({ id: z.string() })).default([]) });
const Captions = z.object({
  items: z
    .array(
      z.object({ id: z.string(), snippet: z.object({ language: z.string(), name: z.string() }) }),
    )
    .default([]),
});
const Channels = z.object({
  items: z
    .array(
      z.object({
        contentDetails: z.object({ relatedPlaylists: z.object({ uploads: z.string() }) }),
      }),
    )
    .default([]),
});
const Uploads = z.object({
  items: z.array(z.object({ contentDetails: z.object({ videoId: z.string() }) })).default([]),
});

export type CaptionTrack = {
  videoId: string;
  language: string;
  body: Uint8Array<ArrayBuffer>;
};

/** The newest uploads that are looked through for one whose answer was lost; one page. */
const NEWEST = '50';
const JSON_HEADERS = { 'content-type': 'application/json; charset=UTF-8' };

/** Calls of the Data API, in its words. */
export function youTubeApi(http: YouTubeHttp) {
  const api = `${http.baseUrl}/youtube/v3`;
  const upload = `${http.baseUrl}/upload/youtube/v3`;
  const read = async <T>(path: string, query: Record<string, string>, schema: z.ZodType<T>) => {
    const url = `${api}/${path}?${new URLSearchParams(query)}`;
    return schema.parse(await (await callYouTube(http, { method: 'GET', url })).json());
  };
  const write = async (path: string, query: Record<string, string>, body: unknown) => {
    const url = `${api}/${path}?${new URLSearchParams(query)}`;
    const call = { method: path === 'videos' ? 'PUT' : 'POST', url } as const;
    await drain(
      await callYouTube(http, { ...call, headers: JSON_HEADERS, body: JSON.stringify(body) }),
    );
  };
  const remove = async (path: string, id: string) => {
    const url = `${api}/${path}?${new URLSearchParams({ id })}`;
    await drain(await callYouTube(http, { method: 'DELETE', url }));
  };
  return {
    /** Those that still exist. */
    videos: async (ids: readonly string[], part: string) =>
      (await read('videos', { part, id: ids.join(',') }, Videos)).items,
    updateVideo: (part: string, resource: unknown) => write('videos', { part }, resource),
    removeVideo: (id: string) => remove('videos', id),
    /** Ids of the newest videos of the account's channel. */
    newestUploads: async () => {
      const mine = { part: 'contentDetails', mine: 'true' };
      const [channel] = (await read('channels', mine, Channels)).items;
      if (!channel) return [];
      const { uploads } = channel.contentDetails.relatedPlaylists;
      const page = { part: 'contentDetails', playlistId: uploads, maxResults: NEWEST };
      const { items } = await read('playlistItems', page, Uploads);
      return items.map(({ contentDetails }) => contentDetails.videoId);
    },
    isInPlaylist: async (playlistId: string, videoId: string) =>
      (await read('playlistItems', { part: 'id', playlistId, videoId }, Ids)).items.length > 0,
    addToPlaylist: (playlistId: string, videoId: string) => {
      const resourceId = { kind: 'youtube#video', videoId };
      return write('playlistItems', { part: 'snippet' }, { snippet: { playlistId, resourceId } });
    },
    setThumbnail: async (videoId: string, body: Uint8Array<ArrayBuffer>, contentType: string) => {
      const url = `${upload}/thumbnails/set?${new URLSearchParams({ videoId })}`;
      const headers = { 'content-type': contentType };
      await drain(await callYouTube(http, { method: 'POST', url, headers, body }));
    },
    captions: async (videoId: string) =>
      (await read('captions', { part: 'snippet', videoId }, Captions)).items,
    removeCaptions: (id: string) => remove('captions', id),
    addCaptions: async ({ videoId, language, body }: CaptionTrack) => {
      const snippet = { videoId, language, name: '' };
      const url = `${upload}/captions?${new URLSearchParams({ part: 'snippet', uploadType: 'multipart' })}`;
      await drain(await callYouTube(http, { method: 'POST', url, ...related({ snippet }, body) }));
    },
  };
}
export type YouTubeApi = ReturnType<typeof youTubeApi>;

/** A resource and a file in one body (RFC 2387). */
function related(resource: unknown, file: Uint8Array<ArrayBuffer>) {
  const boundary = 'part-of-a-publication';
  const head = `--${boundary}\r\ncontent-type: application/json; charset=UTF-8\r\n\r\n${JSON.stringify(resource)}\r\n--${boundary}\r\ncontent-type: application/octet-stream\r\n\r\n`;
  const body = new Uint8Array(
    Buffer.concat([Buffer.from(head), file, Buffer.from(`\r\n--${boundary}--\r\n`)]),
  );
  return { headers: { 'content-type': `multipart/related; boundary=${boundary}` }, body };
}

const drain = async (answer: Response) => {
  await answer.body?.cancel();
};
