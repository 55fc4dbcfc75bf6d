import * as z from 'zod';

const Notification = z.object({
  Records: z
    .array(
      z.object({
        eventName: z.string(),
        s3: z.object({
          object: z.object({
            key: z.string(),
            size: z.number().default(0),
            sequencer: z.string(),
            versionId: z.string().optional(),
          }),
        }),
      }),
    )
    // The test message that S3 sends when notifications are set up has no records.
    .default([]),
});

export type CreatedObject = { key: string; sizeBytes: number; sequencer: string };

/** The objects that a notification says were created. Keys come URL-encoded, `+` for a space. */
export function createdObjects(body: string): CreatedObject[] {
  return Notification.parse(JSON.parse(body))
    .Records.filter(({ eventName }) => eventName.startsWith('ObjectCreated:'))
    .map(({ s3: { object } }) => ({
      key: decodeURIComponent(object.key.replaceAll('+', ' ')),
      sizeBytes: object.size,
      sequencer: object.versionId ?? object.sequencer,
    }));
}
