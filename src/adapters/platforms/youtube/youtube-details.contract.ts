import * as z from 'zod';

const Sha256 = z.string();

/** A part of a publication beside the video, and how it ended: what was refused stops nothing else. */
const YouTubeStep = z.object({
  /** Hash of what was set: another one is set anew. */
  of: Sha256,
  /** In YouTube's words. Left out where all is well. */
  problem: z.string().optional(),
});

/** What the ledger keeps between attempts. */
export const YouTubeDetails = z.object({
  /** Bytes of this file are on their way, or have come and nobody saw the answer. */
  session: z
    .object({ url: z.url(), media: Sha256, title: z.string(), startedAt: z.int() })
    .optional(),
  video: z.object({ id: z.string(), media: Sha256 }).optional(),
  /** Videos whose place it took. */
  replaced: z.array(z.string()).default([]),
  /** By name: `texts`, `thumbnail`, `playlist`, `captions.en`. */
  steps: z.record(z.string(), YouTubeStep).default({}),
});
export type YouTubeDetails = z.infer<typeof YouTubeDetails>;
