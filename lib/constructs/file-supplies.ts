import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Supply } from '../supplies.ts';

const READ = ['s3:GetObject'];
/** A large file goes up in parts, and a failed one is given up. */
const WRITE = ['s3:PutObject', 's3:AbortMultipartUpload'];
const REMOVE = ['s3:DeleteObject'];
const LIST_PARTS = 's3:ListMultipartUploadParts';

const OF_WORKSPACES = 'workspaces/*';
/** Of whichever workspace, kind and subject (`src/pipeline/object-keys.ts`). */
const OF_STAGES = 'workspaces/*/stages/*';

/** Rights to files: never to settings, versions or tags of a bucket. */
export function fileSupplies(media: Bucket, published: Bucket) {
  const inMedia = { MEDIA_BUCKET: media.bucketName };
  const allow = (grantee: IGrantable, bucket: Bucket, actions: string[], keys: string) =>
    Grant.addToPrincipal({ grantee, actions, resourceArns: [bucket.arnForObjects(keys)] });
  return {
    media: {
      environment: inMedia,
      grantTo: grantee => {
        const actions = [...READ, ...WRITE, ...REMOVE, LIST_PARTS];
        allow(grantee, media, actions, OF_WORKSPACES);
        list(grantee, media);
      },
    },
    // Whatever a stranger's file makes of a worker, it cannot remove an original or a version.
    stage_files: {
      environment: inMedia,
      grantTo: grantee => {
        allow(grantee, media, READ, OF_WORKSPACES);
        allow(grantee, media, [...WRITE, ...REMOVE], OF_STAGES);
        list(grantee, media);
      },
    },
    inbox: {
      environment: inMedia,
      grantTo: grantee => {
        allow(grantee, media, [...READ, ...REMOVE], 'inbox/*');
        // Large drops are copied in parts: a call that goes on finds where the last one stopped.
        const actions = ['s3:ListBucketMultipartUploads'];
        Grant.addToPrincipal({ grantee, actions, resourceArns: [media.bucketArn] });
      },
    },
    unfinished_uploads: {
      environment: inMedia,
      grantTo: grantee => allow(grantee, media, ['s3:AbortMultipartUpload'], OF_WORKSPACES),
    },
    published: {
      environment: { PUBLISHED_BUCKET: published.bucketName },
      grantTo: grantee => {
        allow(grantee, published, [...READ, ...WRITE, ...REMOVE], '*');
        list(grantee, published);
      },
    },
  } satisfies Record<string, Supply>;
}

/** Without it S3 answers 403 instead of 404 to a key that is not there. */
function list(grantee: IGrantable, bucket: Bucket) {
  const resourceArns = [bucket.bucketArn];
  Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns });
}
