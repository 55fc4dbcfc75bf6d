import type { S3Client } from '@aws-sdk/client-s3';
import type { WorkspaceId } from '../../kernel/ids.ts';
import { workspacePrefix } from '../../pipeline/object-keys.ts';
import { removePrefix } from './remove-objects.ts';

type Buckets = { media: string; published: string };

/**
 * What is left of a workspace once its recordings are gone: drops that nobody took in, pictures, and
 * the lists of its sites.
 */
export const workspaceFiles =
  (s3: S3Client, { media, published }: Buckets) =>
  async (workspaceId: WorkspaceId): Promise<void> => {
    await removePrefix({ s3, bucket: published }, `w/${workspaceId}/`);
    await removePrefix({ s3, bucket: media }, `inbox/${workspaceId}/`);
    await removePrefix({ s3, bucket: media }, workspacePrefix(workspaceId));
  };
