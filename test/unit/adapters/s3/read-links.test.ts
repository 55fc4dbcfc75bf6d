import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { expect, test } from 'vitest';
import { readLinks } from '#src/adapters/s3/read-links.ts';

const NOW = new Date('2026-03-04T05:06:07Z');
const keys = { accessKeyId: 'AKIA', secretAccessKey: 'secret', sessionToken: 'to/ken+=' };
const client = (more: object) =>
  new S3Client({
    region: 'eu-central-1',
    credentials: keys,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    ...more,
  });

const inOrder = (link: string) => {
  const [address, query = ''] = link.split('?');
  return `${address}?${query.split('&').sort().join('&')}`;
};

test.each([
  { name: 'on AWS', more: {}, bucket: 'media' },
  { name: 'of a bucket with dots', more: {}, bucket: 'media.of.ours' },
  {
    name: 'on the local cloud',
    more: { endpoint: 'http://127.0.0.1:4567', forcePathStyle: true },
    bucket: 'media',
  },
])('a link $name is the one that the SDK makes', async ({ more, bucket }) => {
  const s3 = client(more);
  const link = readLinks({ s3, bucket }, () => NOW);
  for (const key of ['workspaces/ws_1/a.mp4', "workspaces/ws_1/лекция (1)'s + 2*!.mp4"]) {
    for (const disposition of [undefined, `attachment; filename="a'b (1)*.mp4"`]) {
      const command = new GetObjectCommand({
        Bucket: bucket,
        Key: key,
        ...(disposition && { ResponseContentDisposition: disposition }),
      });
      const expected = await getSignedUrl(s3, command, { expiresIn: 60, signingDate: NOW });
      expect(inOrder(await link({ key, expiresInSeconds: 60, disposition }))).toBe(
        inOrder(expected),
      );
    }
  }
});
