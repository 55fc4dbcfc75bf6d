import { join } from 'node:path';
import { checkAccess } from '../emulators/dynamodb/check-access.ts';
import type { Authority } from '../emulators/iam/authority.ts';
import { type S3ObjectEvent, startS3Server } from '../emulators/s3/server.ts';
import { startSchedulerServer } from '../emulators/scheduler/server.ts';
import { startSecretsServer } from '../emulators/secrets/server.ts';
import { startSesServer } from '../emulators/ses/server.ts';
import { startSqsServer } from '../emulators/sqs/server.ts';
import { isFree } from '../emulators/wire/loopback-server.ts';
import { openDynamoDb } from './dynamodb.ts';
import type { Endpoints, Setting } from './environment.ts';
import { type LateServerOptions, startLateServer } from './late-server.ts';
import type { Pages } from './pages.ts';
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
  pages: Pages;
  /** Rejects while nobody can take events yet; they come again. */
  onObjectEvent: (event: S3ObjectEvent) => Promise<void>;
  log: (line: string) => void;
  onSchedule: (target: { arn: string; input: string; roleArn: string }) => Promise<void>;
};

export type Emulators = Awaited<ReturnType<typeof startEmulators>>;

/** Starts the stand-ins for AWS's services, on the ports of last time where these are free. */
export async function startEmulators(options: EmulatorOptions) {
  const { dataDir, setting, authority, ports, pages } = options;
  const { region, accountId } = setting;
  const at = (name: string) => join(dataDir, name);
  const memory = portMemory(dataDir);
  const starting: Promise<Stoppable>[] = [];
  /** Keeps what starts in sight: when one fails, those beside it have to be stopped. */
  const begin = <Server extends Stoppable>(server: Promise<Server>) => {
    starting.push(server);
    return server;
  };
  const remembered = <Server extends Stoppable & { endpoint: string }>(
    name: string,
    start: (port: number) => Promise<Server>,
  ) => {
    const open = async () => {
      const last = memory.last(name) ?? 0;
      const server = await start((await isFree(last)) ? last : 0);
      memory.keep(name, Number(new URL(server.endpoint).port));
      return server;
    };
    return begin(open());
  };
  const startServer = (name: string, { usual = [], ...wish }: LateServerOptions) => {
    const open = async () => {
      const made = await startLateServer({ ...wish, usual: [memory.last(name), ...usual] });
      memory.keep(name, made.port);
      return made;
    };
    return begin(open());
  };
  const { callers, programs } = pages;
  const place = { accountId, region, authority, callers: programs };
  const access = checkAccess(place);
  const [dynamodb, s3, sqs, secrets, ses, scheduler, sfn, lambda, api, site] = await Promise.all([
    remembered('dynamodb', port =>
      openDynamoDb({
        databaseFile: at('dynamodb.db'),
        endpoint: options.dynamoDbEndpoint,
        port,
        check: access.check,
        log: options.log,
        callers: programs,
      }),
    ),
    remembered('s3', port =>
      startS3Server({
        dataDir: at('s3'),
        port,
        authority,
        region,
        callers,
        onObjectEvent: options.onObjectEvent,
        onError: error => options.log(`S3: ${error}`),
      }),
    ),
    remembered('sqs', port => startSqsServer({ dataFile: at('sqs.db'), port, ...place })),
    begin(startSecretsServer({ file: at('secrets.json'), ...place })),
    remembered('ses', port => startSesServer({ folder: at('mail'), port, ...place })),
    begin(
      startSchedulerServer({
        dataFile: at('scheduler.db'),
        ...place,
        onFire: ({ arn, input, roleArn }) => options.onSchedule({ arn, input, roleArn }),
      }),
    ),
    startServer('sfn', { callers: programs }),
    startServer('lambda', { callers: programs }),
    startServer('api', { wanted: ports.api, usual: [USUAL_PORTS.api], callers }),
    startServer('site', { wanted: ports.site, usual: [USUAL_PORTS.site], callers }),
  ]).catch(async error => {
    for (const stop of await stops(starting)) await stop();
    throw error;
  });
  const endpoints: Endpoints = {
    dynamodb: dynamodb.endpoint,
    s3: s3.endpoint,
    sqs: sqs.endpoint,
    sfn: sfn.endpoint,
    scheduler: scheduler.endpoint,
    secretsManager: secrets.endpoint,
    ses: ses.endpoint,
    lambda: lambda.endpoint,
  };
  const closeServers = () => Promise.all([api, site, lambda].map(({ stop }) => stop()));
  const stop = async () => {
    await closeServers();
    await Promise.all([sfn.stop(), scheduler.stop(), s3.stop(), secrets.stop(), ses.stop()]);
    await sqs.stop();
    await dynamodb.stop();
  };
  const servers = { sfn, lambda, api, site };
  return { endpoints, servers, access, s3, sqs, secrets, scheduler, closeServers, stop };
}

type Stoppable = { stop: () => unknown };

/** Of those that came up, once all of them did or failed. */
async function stops(starting: readonly Promise<Stoppable>[]) {
  const settled = await Promise.allSettled(starting);
  return settled.flatMap(result => (result.status === 'fulfilled' ? [result.value.stop] : []));
}
