import { tmpdir } from 'node:os';
import type { Credentials } from './credentials.ts';

export type Endpoints = {
  dynamodb: string;
  s3: string;
  sqs: string;
  sfn: string;
  scheduler: string;
  secretsManager: string;
  ses: string;
  lambda: string;
};

export type Setting = { region: string; accountId: string; credentials: Credentials };

/** Nothing listens there: a service that the local cloud lacks fails at once, and never on AWS. */
const NOWHERE = 'http://127.0.0.1:9';

/** Where SDK clients find the services: all that tells a program that it is not on AWS. */
export const awsEnvironment = (endpoints: Endpoints, { region }: Setting) => ({
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ENDPOINT_URL: NOWHERE,
  AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
  AWS_ENDPOINT_URL_S3: endpoints.s3,
  AWS_ENDPOINT_URL_SQS: endpoints.sqs,
  AWS_ENDPOINT_URL_SFN: endpoints.sfn,
  AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
  AWS_ENDPOINT_URL_SECRETS_MANAGER: endpoints.secretsManager,
  AWS_ENDPOINT_URL_SESV2: endpoints.ses,
  AWS_ENDPOINT_URL_LAMBDA: endpoints.lambda,
});

/** As whom SDK clients sign. */
export const credentialEnvironment = ({ accessKeyId, secretAccessKey }: Credentials) => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
});

/** What a machine gives to every program on it. */
export function machineEnvironment(): Record<string, string> {
  const { PATH = '/usr/local/bin:/usr/bin:/bin', HOME = '/', LANG = 'C.UTF-8' } = process.env;
  const { XDG_CACHE_HOME, OFFLINE_SPEECH_CACHE } = process.env;
  return {
    ...{ PATH, HOME, LANG, TMPDIR: tmpdir() },
    // Where the speech engine was installed, if it is not the usual place.
    ...(XDG_CACHE_HOME && { XDG_CACHE_HOME }),
    ...(OFFLINE_SPEECH_CACHE && { OFFLINE_SPEECH_CACHE }),
  };
}

/** What Lambda itself sets. */
export const lambdaEnvironment = (name: string, memoryMiB: number) => ({
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMiB),
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: 'local',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  _HANDLER: 'index.handler',
});
