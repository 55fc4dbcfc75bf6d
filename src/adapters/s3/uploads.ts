import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  ListPartsCommand,
  NoSuchUpload,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { ReceivedPart, UploadKey, Uploads } from '../../recordings/ports.ts';
import type { Bucket } from './client.ts';
import { ownKey } from './own-key.ts';

/** Multipart uploads into the media bucket; the client sends the parts itself. */
export function s3Uploads({ s3, bucket: Bucket }: Bucket): Uploads {
  const placeOf = ({ workspaceId, key, uploadId }: UploadKey) => ({
    Bucket,
    Key: ownKey(workspaceId, key),
    UploadId: uploadId,
  });

  return {
    async begin(workspaceId, key, ContentType) {
      const Key = ownKey(workspaceId, key);
      const begun = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }));
      if (!begun.UploadId) throw new TypeError('Storage began an upload without an id.');
      return begun.UploadId;
    },

    // A length that is a part of the signature is the only one that storage takes.
    partLink(upload, { partNumber: PartNumber, sizeBytes: ContentLength }, expiresIn) {
      const command = new UploadPartCommand({ ...placeOf(upload), PartNumber, ContentLength });
      return getSignedUrl(s3, command, { expiresIn });
    },

    putLink(workspaceId, key, { expiresInSeconds, sizeBytes }) {
      const length = sizeBytes === undefined ? {} : { ContentLength: sizeBytes };
      const command = new PutObjectCommand({ Bucket, Key: ownKey(workspaceId, key), ...length });
      return getSignedUrl(s3, command, { expiresIn: expiresInSeconds });
    },

    async received(upload) {
      const parts: ReceivedPart[] = [];
      let PartNumberMarker: string | undefined;
      try {
        do {
          const page = await s3.send(
            new ListPartsCommand({
              ...placeOf(upload),
              ...(PartNumberMarker && { PartNumberMarker }),
            }),
          );
          for (const { PartNumber = 0, Size = 0, ETag = '' } of page.Parts ?? []) {
            parts.push({ partNumber: PartNumber, sizeBytes: Size, etag: ETag });
          }
          PartNumberMarker = page.IsTruncated ? page.NextPartNumberMarker : undefined;
        } while (PartNumberMarker);
        return parts;
      } catch (error) {
        if (error instanceof NoSuchUpload) return undefined;
        throw error;
      }
    },

    async complete(upload, parts) {
      const Parts = parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }));
      const MultipartUpload = { Parts };
      try {
        await s3.send(new CompleteMultipartUploadCommand({ ...placeOf(upload), MultipartUpload }));
      } catch (error) {
        // A call beside this one has just completed it.
        if (!(error instanceof NoSuchUpload)) throw error;
      }
    },

    async abort(upload) {
      try {
        await s3.send(new AbortMultipartUploadCommand(placeOf(upload)));
      } catch (error) {
        if (!(error instanceof NoSuchUpload)) throw error;
      }
    },
  };
}
