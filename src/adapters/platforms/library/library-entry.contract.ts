import * as z from 'zod';

/** What the list and the feed show of a subject; kept in the ledger. Paths are keys of the site. */
export const LibraryEntry = z.strictObject({
  title: z.string(),
  summary: z.string(),
  language: z.string().nullable(),
  duration_seconds: z.number(),
  media: z.strictObject({ path: z.string(), content_type: z.string(), size_bytes: z.int() }),
  poster_path: z.string().nullable(),
});
export type LibraryEntry = z.infer<typeof LibraryEntry>;

/** An entry with its addresses and its date (epoch milliseconds). */
export type ListedEntry = LibraryEntry & { id: string; url: string; publishedAt: number };
