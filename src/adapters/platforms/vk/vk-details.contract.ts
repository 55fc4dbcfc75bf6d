import * as z from 'zod';

const VideoId = { ownerId: z.int(), videoId: z.int() };

/** What the ledger keeps between attempts. */
export const VkDetails = z.object({
  /** A place on VK for this file; its bytes are on their way, or came and nobody saw the answer. */
  place: z.object({ ...VideoId, media: z.string() }).optional(),
  video: z.object({ ...VideoId, media: z.string() }).optional(),
  /** Videos and places whose turn is over. */
  replaced: z.array(z.object(VideoId)).default([]),
  /** By name, with the hash of what was set: `texts`, `thumbnail`. */
  steps: z
    .record(z.string(), z.object({ of: z.string(), problem: z.string().optional() }))
    .default({}),
});
export type VkDetails = z.infer<typeof VkDetails>;
