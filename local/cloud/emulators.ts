import { join } from 'node:path';
import { startGate } from '../emulators/dynamodb/gate.ts';
import type { Authority } from '../emulators/iam/authority.ts';
import { type S3ObjectEvent, startS3Server } from '../emulators/s3/server.ts';
import { startSchedulerServer } from '../emulators/scheduler/server.ts';
import { startSecretsServer } from '../emulators/secrets/server.ts';
import { startSqsServer } from '../emulators/sqs/server.ts';
import { openDynamoDb } from './dynamodb.ts';
import type { Endpoints, Setting } from './environment.ts';
import { startLateServer } from './late-server.ts';
import { portMemory } from './ports.ts';

/** Where an API and a site are looked for, unless something else is there. */
const USUAL_PORTS = { api: 4566, site: 4567 };

export type EmulatorOptions = {
  dataDir: string;
  setting: Setting;
  authority: Authority;
  /** A DynamoDB that runs already, instead of the embedded one. */
  dynamoDbEndpoint?: string | undefined;
  ports: { api?: number | undefined; site?: number | undefined };
  /** Rejects while nobody can take events yet; they come again. */
  onObjectEvent: (event: S3ObjectEvent) => Promise<void>;
  log: (line: string) => void;
  onSchedule: (target: { arn: string; input: string; roleArn: string }) => Promise<void>;
};

export type Emulators = Awaited<ReturnType<typeof startEmulators>>;

/** Starts the stand-ins for AWS's services, on the ports of last time where these are free. */
export async function startEmulators(options: EmulatorOptions) {
  const { dataDir, setting, authority, ports } = options;
  const { region, accountId } = setting;
  const at = (name: string) => join(dataDir, name);
  const memory = portMemory(dataDir);
  const remembered = async <Server extends { endpoint: string }>(
    name: string,
    start: (port: number) => Promise<Server>,
  ) => {
    const last = memory.last(name);
    const server = last ? await start(last).catch(() => start(0)) : await start(0);
    memory.keep(name, Number(new URL(server.endpoint).port));
    return server;
  };
  const startServer = async (name: string, ...wanted: (number | undefined)[]) => {
    const made = await startLateServer(...wanted, memory.last(name));
    memory.keep(name, made.port);
    return made;
  };
  const place = { accountId, region, authority };
  const [dynamodb, s3, sqs, secrets, scheduler, sfn, lambda, api, site] = await Promise.all([
    openDynamoDb(at('dynamodb.db'), options.dynamoDbEndpoint),
    remembered('s3', port =>
      startS3Server({
        dataDir: at('s3'),
        port,
        authority,
        region,
        onObjectEvent: options.onObjectEvent,
        onError: error => options.log(`S3: ${error}`),
      }),
    ),
    remembered('sqs', port => startSqsServer({ dataFile: at('sqs.db'), port, ...place })),
    startSecretsServer({ file: at('secrets.json'), ...place }),
    startSchedulerServer({
      dataFile: at('scheduler.db'),
      ...place,
      onFire: ({ arn, input, roleArn }) => options.onSchedule({ arn, input, roleArn }),
    }),
    startServer('sfn'),
    startServer('lambda'),
    startServer('api', ports.api, memory.last('api'), USUAL_PORTS.api),
    startServer('site', ports.site, memory.last('site'), USUAL_PORTS.site),
  ]);
  const gate = await startGate({ behind: dynamodb.endpoint, ...place });
  const endpoints: Endpoints = {
    dynamodb: gate.endpoint,
    s3: s3.endpoint,
    sqs: sqs.endpoint,
    sfn: sfn.endpoint,
    scheduler: scheduler.endpoint,
    secretsManager: secrets.endpoint,
    lambda: lambda.endpoint,
  };
  const closeServers = () => Promise.all([api, site, lambda].map(({ stop }) => stop()));
  const stop = async () => {
    await Promise.all([sfn.stop(), scheduler.stop(), s3.stop(), secrets.stop()]);
    await sqs.stop();
    await gate.stop();
    await dynamodb.stop();
  };
  const servers = { sfn, lambda, api, site };
  return { endpoints, servers, gate, s3, sqs, secrets, scheduler, closeServers, stop };
}
