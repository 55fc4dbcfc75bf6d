import * as z from 'zod';

/** What is read of a video resource of the Data API. */
export const Video = z.object({
  id: z.string().regex(/^[\w-]{1,64}$/),
  snippet: z
    .object({ title: z.string().optional(), publishedAt: z.string().optional() })
    .optional(),
  status: z
    .object({
      /** The truth: videos of an app that passed no audit stay private, whatever was asked for. */
      privacyStatus: z.string().optional(),
      uploadStatus: z.string().optional(),
      failureReason: z.string().optional(),
      rejectionReason: z.string().optional(),
    })
    .optional(),
  processingDetails: z
    .object({
      processingStatus: z.string().optional(),
      processingFailureReason: z.string().optional(),
    })
    .optional(),
});
export type Video = z.infer<typeof Video>;
