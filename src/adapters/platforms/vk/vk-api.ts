import * as z from 'zod';
import { callVk, type Parameters, type VkHttp } from './vk-http.ts';

const Saved = z.object({
  upload_url: z.url(),
  owner_id: z.int(),
  video_id: z.int(),
  access_key: z.string().optional(),
});
export type Saved = z.infer<typeof Saved>;

/** `processing` and `converting` are 1 while it is made ready. */
const Item = z.object({
  id: z.int(),
  owner_id: z.int(),
  title: z.string().optional(),
  duration: z.number().optional(),
  processing: z.int().optional(),
  converting: z.int().optional(),
  /** Where it can be seen, once it is made ready. */
  player: z.string().optional(),
});
export type VkVideo = z.infer<typeof Item>;

const Items = z.object({ items: z.array(Item).default([]) });
const ThumbHost = z.object({ upload_url: z.url() });
const Done = z.unknown();

/** A video, by the two numbers that name it. */
export type VkVideoId = { ownerId: number; videoId: number };

/** Methods of the API, in its words. */
export function vkApi(http: VkHttp) {
  const read = <T>(method: string, parameters: Parameters, schema: z.ZodType<T>) =>
    callVk(http, { method, parameters, reads: true }, schema);
  const write = <T>(method: string, parameters: Parameters, schema: z.ZodType<T>) =>
    callVk(http, { method, parameters, reads: false }, schema);
  const named = ({ ownerId, videoId }: VkVideoId) => ({ owner_id: ownerId, video_id: videoId });
  return {
    /** A place for a video, which people see once its file has come. */
    save: (parameters: Parameters) => write('video.save', parameters, Saved),
    find: async ({ ownerId, videoId }: VkVideoId): Promise<VkVideo | undefined> =>
      (await read('video.get', { videos: `${ownerId}_${videoId}` }, Items)).items[0],
    edit: (id: VkVideoId, parameters: Parameters) =>
      write('video.edit', { ...parameters, ...named(id) }, Done),
    remove: (id: VkVideoId) => write('video.delete', named(id), Done),
    thumbnailHost: async ({ ownerId }: VkVideoId) =>
      (await read('video.getThumbUploadUrl', { owner_id: ownerId }, ThumbHost)).upload_url,
    /** `answer` is the text that the host gave, as it is. */
    saveThumbnail: (id: VkVideoId, answer: string) =>
      write('video.saveUploadedThumb', { ...named(id), thumb_json: answer, set_thumb: 1 }, Done),
  };
}
export type VkApi = ReturnType<typeof vkApi>;
