import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { stateMachineArn } from '../names.ts';
import type { Supplies, Supply } from '../supplies.ts';
import type { Site } from './site.ts';

export type DataParts = {
  config: StageConfig;
  /** Kinds of subject: each has a state machine. */
  kinds: readonly string[];
  table: TableV2;
  media: Bucket;
  site: Site;
  admission: IQueue;
  publications: IQueue;
  authSecret: ISecret;
  providerSecret: ISecret | undefined;
};

/** A worker that is silent for longer is given up and its stage tried again. */
const HEARTBEAT_SECONDS = 300;

/** What the data stack offers to code, with the least rights that the code's ports need. */
export function dataSupplies(scope: Construct, parts: DataParts): Supplies {
  const { table, media, site, authSecret, providerSecret, config, kinds } = parts;
  const rows = { TABLE_NAME: table.tableName };
  return {
    table: { environment: rows, grantTo: grantee => table.grantReadWriteData(grantee) },
    table_read: { environment: rows, grantTo: grantee => table.grantReadData(grantee) },
    media: files('MEDIA_BUCKET', media, 'workspaces/*'),
    inbox: inbox(media),
    published: files('PUBLISHED_BUCKET', site.bucket, '*'),
    site: { environment: { SITE_URL: site.url } },
    commands: messages('ADMISSION_QUEUE_URL', parts.admission),
    publications: messages('PUBLICATIONS_QUEUE_URL', parts.publications),
    auth_secret: {
      environment: { AUTH_SECRET_ID: authSecret.secretArn },
      grantTo: grantee => authSecret.grantRead(grantee),
    },
    providers: providers(providerSecret),
    heartbeat: { environment: { HEARTBEAT_SECONDS: `${HEARTBEAT_SECONDS}` } },
    render_tasks: { environment: { RENDER_TASK_SECONDS: `${config.renderTaskSeconds}` } },
    running_tasks: { environment: { MAX_RUNNING_TASKS: `${config.maxRunningTasks}` } },
    task_answers: {
      grantTo: grantee =>
        grantTaskAnswers(
          grantee,
          kinds.map(kind => stateMachineArn(scope, config, kind)),
        ),
    },
  };
}

/** Read, write and list below a prefix: no access to settings, versions or tags. */
function files(variable: string, bucket: Bucket, keys: string): Supply {
  const objects = [
    's3:GetObject',
    's3:PutObject',
    's3:DeleteObject',
    's3:AbortMultipartUpload',
    's3:ListMultipartUploadParts',
  ];
  return {
    environment: { [variable]: bucket.bucketName },
    grantTo: grantee => {
      const resourceArns = [bucket.arnForObjects(keys)];
      Grant.addToPrincipal({ grantee, actions: objects, resourceArns });
      // Without it S3 answers 403 instead of 404 to a key that is not there.
      const whole = [bucket.bucketArn];
      Grant.addToPrincipal({ grantee, actions: ['s3:ListBucket'], resourceArns: whole });
    },
  };
}

/** Large drops are copied in parts: a call that goes on has to find where the last one stopped. */
function inbox(media: Bucket): Supply {
  const { environment = {}, grantTo } = files('MEDIA_BUCKET', media, 'inbox/*');
  return {
    environment,
    grantTo: grantee => {
      grantTo?.(grantee);
      const actions = ['s3:ListBucketMultipartUploads'];
      Grant.addToPrincipal({ grantee, actions, resourceArns: [media.bucketArn] });
    },
  };
}

/** Asking for work, not doing it. */
const messages = (variable: string, queue: IQueue): Supply => ({
  environment: { [variable]: queue.queueUrl },
  grantTo: grantee => queue.grantSendMessages(grantee),
});

/** Without a secret there are no keys, and the offline engines work. */
function providers(secret: ISecret | undefined): Supply {
  if (!secret) return {};
  return {
    environment: { PROVIDER_SECRET_ID: secret.secretName },
    grantTo: grantee => secret.grantRead(grantee),
  };
}

function grantTaskAnswers(grantee: IGrantable, resourceArns: string[]) {
  const actions = ['states:SendTaskSuccess', 'states:SendTaskFailure', 'states:SendTaskHeartbeat'];
  Grant.addToPrincipal({ grantee, actions, resourceArns });
}
