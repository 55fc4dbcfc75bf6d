import { type App, CfnOutput, Duration, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Bucket, ObjectOwnership } from 'aws-cdk-lib/aws-s3';
import { type ISecret, Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import type { StageConfig } from '../config.ts';
import { dataSupplies } from '../constructs/data-supplies.ts';
import {
  bucketRemoval,
  MediaBucket,
  PRIVATE_BUCKET,
  removalPolicy,
} from '../constructs/media-bucket.ts';
import { Site } from '../constructs/site.ts';
import { stateTable } from '../constructs/state-table.ts';
import { WorkQueue } from '../constructs/work-queue.ts';
import { ADMIT, ERASE_ACCOUNT, INGEST, JOBS, TAKE_BACK } from '../functions.ts';
import { stackName } from '../names.ts';
import { Operations } from '../operations.ts';
import type { Supplies } from '../supplies.ts';

/** All that is kept: rows, files, messages, secrets; and where alarms go. */
export class DataStack extends Stack {
  readonly operations: Operations;
  readonly supplies: Supplies;
  readonly ingest: WorkQueue;
  readonly admission: WorkQueue;
  readonly publications: WorkQueue;
  readonly erasures: WorkQueue;
  readonly jobs: WorkQueue;

  constructor(app: App, config: StageConfig, kinds: readonly string[]) {
    super(app, 'Data', { stackName: stackName(config, 'data') });
    this.operations = new Operations(this.#alarmTopic(config), config);
    this.ingest = this.#queue('Ingest', INGEST, 'Some uploaded files never became recordings.');
    this.admission = this.#queue(
      'Admission',
      ADMIT,
      'Some recordings were not started, cancelled or erased as asked.',
    );
    this.publications = this.#queue(
      'Publications',
      TAKE_BACK,
      'Something that was reset or deleted stays public.',
    );
    this.erasures = this.#queue(
      'Erasures',
      ERASE_ACCOUNT,
      'Something of an account that was deleted is still kept.',
    );
    this.jobs = this.#queue('Jobs', JOBS, 'Calls over many recordings stopped in their middle.');
    const accessLogs = this.#accessLogs(config);
    const table = stateTable(this, config);
    const arrivals = this.ingest.queue;
    const media = new MediaBucket(this, 'Media', { config, accessLogs, arrivals });
    const site = new Site(this, 'Site', { config, accessLogs });
    const authSecret = this.#authSecret(config);
    const vaultKey = this.#vaultKey(config);
    // Emptied once none come any more: buckets lose the right to write there, the CDN has to go.
    site.distribution.node.addDependency(accessLogs);
    this.#makeLast(table);
    this.supplies = dataSupplies(this, {
      config,
      kinds,
      table,
      media: media.bucket,
      site,
      admission: this.admission.queue,
      publications: this.publications.queue,
      erasures: this.erasures.queue,
      jobs: this.jobs.queue,
      authSecret,
      providerSecret: this.#providerSecret(config),
      vaultKey,
    });
    // For the operator's command.
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'MediaBucketName', { value: media.bucket.bucketName });
    new CfnOutput(this, 'SiteUrl', { value: site.url });
  }

  /**
   * A table that is protected refuses its deletion, also that of a first creation which failed. So
   * it is made when all else is there, and nothing is left that could fail.
   */
  #makeLast(table: Construct) {
    const others = this.node.children.filter(child => child !== table);
    table.node.addDependency(...others);
  }

  #alarmTopic({ alarmEmail }: StageConfig) {
    const topic = new Topic(this, 'Alarms', { enforceSSL: true });
    // A policy of our own replaces the one that lets the account's alarms in.
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    if (alarmEmail) topic.addSubscription(new EmailSubscription(alarmEmail));
    return topic;
  }

  #queue(id: string, consumer: typeof INGEST, deadLetterImpact: string) {
    return new WorkQueue(this, id, { consumer, operations: this.operations, deadLetterImpact });
  }

  #accessLogs(config: StageConfig) {
    return new Bucket(this, 'AccessLogs', {
      ...PRIVATE_BUCKET,
      // CloudFront writes its logs with an access control list.
      objectOwnership: ObjectOwnership.OBJECT_WRITER,
      lifecycleRules: [{ id: 'old', expiration: Duration.days(config.logRetentionDays) }],
      ...bucketRemoval(config),
    });
  }

  /** The seed of the key that signs access tokens: made by AWS, never seen by a person. */
  #authSecret(config: StageConfig) {
    return new Secret(this, 'AuthSecret', {
      description: 'Seed of the EdDSA key that signs access tokens',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: removalPolicy(config),
    });
  }

  /** Wraps the data keys of workspaces' secrets. Old versions of it go on opening what they sealed. */
  #vaultKey(config: StageConfig) {
    return new Key(this, 'VaultKey', {
      description: 'Seals the secrets of accounts on platforms',
      enableKeyRotation: true,
      removalPolicy: removalPolicy(config),
    });
  }

  #providerSecret({ providerSecretName }: StageConfig): ISecret | undefined {
    if (!providerSecretName) return undefined;
    return Secret.fromSecretNameV2(this, 'ProviderSecret', providerSecretName);
  }
}
