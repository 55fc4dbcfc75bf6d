import { Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Grant, type IGrantable } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { stateMachineArn } from '../names.ts';
import type { Supplies, Supply } from '../supplies.ts';
import { largestUploadBytes } from '../worker-disk.ts';
import { fileSupplies } from './file-supplies.ts';
import { rowSupplies } from './row-supplies.ts';
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
  erasures: IQueue;
  jobs: IQueue;
  authSecret: ISecret;
  providerSecret: ISecret | undefined;
  vaultKey: IKey;
};

/** A worker that is silent for longer is given up and its stage tried again. */
const HEARTBEAT_SECONDS = 300;

/** What the data stack offers to code, with the least rights that the code's ports need. */
export function dataSupplies(scope: Construct, parts: DataParts): Supplies {
  const { table, media, site, authSecret, providerSecret, config, kinds } = parts;
  const machines = kinds.map(kind => stateMachineArn(scope, config, kind));
  return {
    ...rowSupplies(table),
    ...fileSupplies(media, site.bucket),
    site: { environment: { SITE_URL: site.url } },
    commands: messages('ADMISSION_QUEUE_URL', parts.admission),
    publications: messages('PUBLICATIONS_QUEUE_URL', parts.publications),
    erasures: messages('ERASURES_QUEUE_URL', parts.erasures),
    jobs: messages('JOBS_QUEUE_URL', parts.jobs),
    health_probes: healthProbes(parts),
    auth_secret: {
      environment: { AUTH_SECRET_ID: authSecret.secretArn },
      grantTo: grantee => grantReading(grantee, authSecret.secretArn),
    },
    vault_sealing: vault(parts.vaultKey, 'kms:GenerateDataKey'),
    vault_opening: vault(parts.vaultKey, 'kms:Decrypt'),
    providers: providers(providerSecret),
    mail: mail(scope, config),
    heartbeat: { environment: { HEARTBEAT_SECONDS: `${HEARTBEAT_SECONDS}` } },
    render_tasks: { environment: { RENDER_TASK_SECONDS: `${config.renderTaskSeconds}` } },
    largest_upload: { environment: { LARGEST_UPLOAD_BYTES: `${largestUploadBytes(config)}` } },
    running_tasks: { environment: { MAX_RUNNING_TASKS: `${config.maxRunningTasks}` } },
    task_answers: answers(machines, ['Success', 'Failure', 'Heartbeat']),
    lost_answers: answers(machines, ['Failure']),
  };
}

/** Asking for work, not doing it. */
const messages = (variable: string, queue: IQueue): Supply => ({
  environment: { [variable]: queue.queueUrl },
  grantTo: grantee => {
    const resourceArns = [queue.queueArn];
    Grant.addToPrincipal({ grantee, actions: ['sqs:SendMessage'], resourceArns });
  },
});

/** A row and a folder that are never there, and the names of queues. */
function healthProbes({ table, media, admission, publications }: DataParts): Supply {
  const queues = [admission, publications].map(({ queueArn }) => queueArn);
  const keys = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['PING'] } };
  const folder = { StringEquals: { 's3:prefix': 'ping/' } };
  return {
    environment: {
      TABLE_NAME: table.tableName,
      MEDIA_BUCKET: media.bucketName,
      ADMISSION_QUEUE_URL: admission.queueUrl,
      PUBLICATIONS_QUEUE_URL: publications.queueUrl,
    },
    grantTo: grantee => {
      const grant = (actions: string[], resourceArns: string[], conditions = {}) =>
        Grant.addToPrincipal({ grantee, actions, resourceArns, conditions });
      grant(['dynamodb:GetItem'], [table.tableArn], keys);
      grant(['s3:ListBucket'], [media.bucketArn], folder);
      grant(['sqs:GetQueueAttributes'], queues);
    },
  };
}

/** SES asks for the right to the address or to its domain, whichever it knows. */
function mail(scope: Construct, { mailSender }: StageConfig): Supply {
  if (mailSender === null) return {};
  const domain = mailSender.slice(mailSender.lastIndexOf('@') + 1);
  const resourceArns = [mailSender, domain].map(resourceName =>
    Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName }),
  );
  return {
    environment: { MAIL_SENDER: mailSender },
    grantTo: grantee => {
      Grant.addToPrincipal({ grantee, actions: ['ses:SendEmail'], resourceArns });
    },
  };
}

/**
 * Sealing takes a new data key, opening unwraps the one that lies beside the secret: only for a
 * credential of a workspace, as the vault's adapter names it in the encryption context.
 */
const vault = ({ keyArn }: IKey, action: string): Supply => ({
  environment: { VAULT_KEY: keyArn },
  grantTo: grantee => {
    const conditions = {
      StringEquals: { 'kms:EncryptionContext:purpose': 'credential' },
      StringLike: {
        'kms:EncryptionContext:workspace': 'wsp_*',
        'kms:EncryptionContext:credential': 'crd_*',
      },
    };
    Grant.addToPrincipal({ grantee, actions: [action], resourceArns: [keyArn], conditions });
  },
});

/** Without a secret there are no keys, and the offline engines work. */
function providers(secret: ISecret | undefined): Supply {
  if (!secret) return {};
  return {
    environment: { PROVIDER_SECRET_ID: secret.secretName },
    // Known by its name alone: AWS ends its ARN with six characters that nobody knows before.
    grantTo: grantee => grantReading(grantee, `${secret.secretArn}-??????`),
  };
}

function grantReading(grantee: IGrantable, secretArn: string) {
  const actions = ['secretsmanager:GetSecretValue'];
  Grant.addToPrincipal({ grantee, actions, resourceArns: [secretArn] });
}

const answers = (resourceArns: string[], kinds: string[]): Supply => ({
  grantTo: grantee => {
    const actions = kinds.map(kind => `states:SendTask${kind}`);
    Grant.addToPrincipal({ grantee, actions, resourceArns });
  },
});
