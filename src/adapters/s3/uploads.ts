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
import type { ReceivedPart, Uploads } from '../../recordings/ports.ts';
import type { Bucket } from './client.ts';
import { ownKey } from './own-key.ts';

/** Multipart uploads into the media bucket; the client sends the parts itself. */
export function s3Uploads({ s3, bucket: Bucket }: Bucket): Uploads {
  return {
    async begin(workspaceId, key, ContentType) {
      const Key = ownKey(workspaceId, key);
      const begun = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key, ContentType }));
      if (!begun.UploadId) throw new TypeError('Storage began an upload without an id.');
      return begun.UploadId;
    },

    partLink(workspaceId, key, UploadId, PartNumber, expiresIn) {
      const Key = ownKey(workspaceId, key);
      const command = new UploadPartCommand({ Bucket, Key, UploadId, PartNumber });
      return getSignedUrl(s3, command, { expiresIn });
    },

    putLink(workspaceId, key, expiresIn) {
      const command = new PutObjectCommand({ Bucket, Key: ownKey(workspaceId, key) });
      return getSignedUrl(s3, command, { expiresIn });
    },

    async received(workspaceId, key, UploadId) {
      const Key = ownKey(workspaceId, key);
      const parts: ReceivedPart[] = [];
      let PartNumberMarker: string | undefined;
      try {
        do {
          const page = await s3.send(
            new ListPartsCommand({
              Bucket,
              Key,
              UploadId,
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

    async complete(workspaceId, key, UploadId, parts) {
      const Key = ownKey(workspaceId, key);
      const Parts = parts.map(({ partNumber, etag }) => ({ PartNumber: partNumber, ETag: etag }));
      const MultipartUpload = { Parts };
      try {
        await s3.send(
          new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload }),
        );
      } catch (error) {
        // A call beside this one has just completed it.
        if (!(error instanceof NoSuchUpload)) throw error;
      }
    },

    async abort(workspaceId, key, UploadId) {
      const Key = ownKey(workspaceId, key);
      try {
        await s3.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
      } catch (error) {
        if (!(error instanceof NoSuchUpload)) throw error;
      }
    },
  };
}
