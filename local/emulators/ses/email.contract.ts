import { z } from 'zod';

const Text = z.strictObject({ Data: z.string(), Charset: z.string().optional() });
const Address = z.string().regex(/^[^\s@]+@[^\s@]+$/, "Missing final '@domain'");

/** As much of SES v2's `SendEmail` as we send: one text to somebody. */
export const SendEmail = z.strictObject({
  FromEmailAddress: Address,
  Destination: z.strictObject({ ToAddresses: z.array(Address).min(1).max(50) }),
  Content: z.strictObject({
    Simple: z.strictObject({ Subject: Text, Body: z.strictObject({ Text }) }),
  }),
  EmailTags: z
    .array(
      z.strictObject({
        Name: z.string().regex(/^[\w-]{1,256}$/),
        Value: z.string().regex(/^[\w-]{1,256}$/),
      }),
    )
    .optional(),
});
export type SendEmail = z.infer<typeof SendEmail>;
