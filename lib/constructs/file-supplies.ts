import { Grant } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Supply } from '../supplies.ts';

const READ = ['s3:GetObject'];
/** A large file goes up in parts, and a failed one is given up. */
const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload'];
const REMOVE = ['s3:DeleteObject'];
/** Without it S3 answers 403 instead of 404 to a key that is not there. */
const LIST = ['s3:ListBucket'];

const OF_WORKSPACES = 'workspaces/*';
/** Of whichever workspace, kind and subject (`src/pipeline/object-keys.ts`). */
const OF_STAGES = 'workspaces/*/stages/*';
const OF_THUMBNAILS = 'workspaces/*/thumbnails/*';
const OF_INBOXES = 'inbox/*';

type Rule = { actions: readonly string[]; keys?: string };

/** Allows actions on keys; those without keys are of the bucket as a whole. */
const files = (variable: string, bucket: Bucket, rules: readonly Rule[]): Supply => ({
  environment: { [variable]: bucket.bucketName },
  grantTo: grantee => {
    for (const { actions, keys } of rules) {
      const resourceArns = [keys === undefined ? bucket.bucketArn : bucket.arnForObjects(keys)];
      Grant.addToPrincipal({ grantee, actions: [...actions], resourceArns });
    }
  },
});

/** Rights to files: never to settings, versions or tags of a bucket. */
export function fileSupplies(media: Bucket, published: Bucket) {
  const inMedia = (...rules: Rule[]) => files('MEDIA_BUCKET', media, rules);
  const list = { actions: LIST };
  return {
    media: inMedia({ actions: [...READ, ...WRITE, ...REMOVE], keys: OF_WORKSPACES }, list),
    file_reading: inMedia({ actions: READ, keys: OF_WORKSPACES }),
    upload_parts: inMedia({ actions: ['s3:ListMultipartUploadParts'], keys: OF_WORKSPACES }),
    unfinished_uploads: inMedia({ actions: ['s3:AbortMultipartUpload'], keys: OF_WORKSPACES }),
    originals: inMedia({ actions: [...READ, ...WRITE], keys: OF_WORKSPACES }, list),
    // Whatever a stranger's file makes of a worker, it cannot change an original or a version.
    stage_files: inMedia(
      { actions: READ, keys: OF_WORKSPACES },
      { actions: WRITE, keys: OF_STAGES },
    ),
    thumbnail_files: inMedia(
      { actions: [...READ, 's3:PutObject', ...REMOVE], keys: OF_THUMBNAILS },
      list,
    ),
    interim_files: inMedia({ actions: REMOVE, keys: OF_STAGES }, list),
    file_removal: inMedia({ actions: REMOVE, keys: OF_WORKSPACES }, list),
    // Large drops are copied in parts: a call that goes on finds where the last one stopped.
    inbox: inMedia(
      { actions: [...READ, ...REMOVE], keys: OF_INBOXES },
      { actions: [...LIST, 's3:ListBucketMultipartUploads'] },
    ),
    published: files('PUBLISHED_BUCKET', published, [
      { actions: [...READ, ...WRITE, ...REMOVE], keys: '*' },
      list,
    ]),
  } satisfies Record<string, Supply>;
}
