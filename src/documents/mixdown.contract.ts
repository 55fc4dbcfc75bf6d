import * as z from 'zod';

export const Channel = z.literal([0, 1]);
export type Channel = z.infer<typeof Channel>;

/** How the one sound of a recording is made before anything else, where no track does as it is. */
export const Mixdown = z.strictObject({
  /** Tracks change their format on the way: all are first brought to one. */
  steady: z.boolean(),
  tracks: z
    .array(
      z.strictObject({
        /** In the order of the file, from 1. */
        number: z.int().positive(),
        /** Given: of two channels that cancel each other out, the one that is taken. */
        channel: Channel.nullable(),
      }),
    )
    .min(1),
});
export type Mixdown = z.infer<typeof Mixdown>;
