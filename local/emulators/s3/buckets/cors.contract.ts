import { z } from 'zod';

export const CorsMethod = z.literal(['GET', 'HEAD', 'PUT', 'POST', 'DELETE']);

/** One rule of a bucket's CORS configuration. `*` stands for anything, once in a pattern. */
export const CorsRule = z.strictObject({
  allowedOrigins: z.array(z.string()).min(1),
  allowedMethods: z.array(CorsMethod).min(1),
  allowedHeaders: z.array(z.string()).optional(),
  exposeHeaders: z.array(z.string()).optional(),
  maxAgeSeconds: z.int().nonnegative().optional(),
});
export type CorsRule = z.infer<typeof CorsRule>;
