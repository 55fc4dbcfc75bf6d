import {
  AttributeType,
  Billing,
  StreamViewType,
  TableEncryptionV2,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Construct } from 'constructs';
import { TABLE } from '../../src/kernel/table.ts';
import type { StageConfig } from '../config.ts';
import { removalPolicy } from './media-bucket.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table, keyed as the code says. */
export const stateTable = (scope: Construct, config: StageConfig) =>
  new TableV2(scope, 'Table', {
    partitionKey: text(TABLE.partitionKey),
    sortKey: text(TABLE.sortKey),
    globalSecondaryIndexes: TABLE.indexes.map(index => ({
      indexName: index.name,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
    })),
    billing: Billing.onDemand(),
    timeToLiveAttribute: TABLE.timeToLive,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
    encryption: TableEncryptionV2.awsManagedKey(),
    deletionProtection: config.keepData,
    removalPolicy: removalPolicy(config),
  });
