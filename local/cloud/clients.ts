import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { Endpoints, Setting } from './environment.ts';

/** Clients of the cloud's own services: for the cloud itself, or with the keys of another. */
export function createClients(
  endpoints: Endpoints,
  { region, credentials }: Pick<Setting, 'region' | 'credentials'>,
) {
  const at = (endpoint: string) => ({ endpoint, region, credentials });
  return {
    dynamodb: new DynamoDBClient(at(endpoints.dynamodb)),
    s3: new S3Client(at(endpoints.s3)),
    sqs: new SQSClient(at(endpoints.sqs)),
    secrets: new SecretsManagerClient(at(endpoints.secretsManager)),
  };
}

export type Clients = ReturnType<typeof createClients>;
