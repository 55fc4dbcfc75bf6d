import { join, resolve } from 'node:path';
import { createAuthority } from '../emulators/iam/authority.ts';
import { openSqliteFile } from '../emulators/wire/sqlite-file.ts';
import { createClients } from './clients.ts';
import { type Credentials, keptCredentials } from './credentials.ts';
import { PROCESS_SCHEMA, processRegister } from './ecs/orphans.ts';
import { type EmulatorOptions, startEmulators } from './emulators.ts';
import type { Endpoints } from './environment.ts';
import { createClientsOf } from './iam/clients-of.ts';
import { openGrantLog } from './iam/grant-log.ts';
import { type Grant, grantsOf, grantUsed } from './iam/grants.ts';
import { openIam } from './iam/iam.ts';
import { type Permits, permits } from './iam/permits.ts';
import { lockFolder } from './lock.ts';
import { createNotifier } from './object-events.ts';
import { openServers } from './open-servers.ts';
import { fromBundles, fromSources } from './provision/bundles.ts';
import { provision } from './provision/provision.ts';
import { type App, runApp } from './run-app.ts';
import { createSecretReader } from './secret-values.ts';
import { EXECUTION_SCHEMA } from './sfn/store.ts';
import { startPoller } from './sqs-poller/poller.ts';
import { ROOT, synthesize } from './synth.ts';
import { type Assembly, openAssembly } from './template/assembly.ts';
import { loadStacks } from './template/load.ts';
import { startTtlSweeper } from './ttl-sweeper.ts';

export type CloudOptions = {
  /** All state is below it; one cloud at a time. */
  dataDir: string;
  /** A folder of synthesized templates; by default the app's own are made. */
  templates?: string;
  /** Runs what a deployment would upload, instead of the sources. */
  bundles?: boolean;
  log?: (line: string) => void;
  /** Settings of the operator, for every function and container. */
  environment?: Readonly<Record<string, string>>;
  /** A DynamoDB that runs already, instead of the embedded one. */
  dynamoDbEndpoint?: string | undefined;
  /** Where is written down which rights were used. */
  grantsFolder?: string;
  ports?: { api?: number | undefined; site?: number | undefined };
};

export type RunningTask = { taskArn: string; pid: number; stage: string };

export type Cloud = {
  apiUrl: string;
  siteUrl: string;
  endpoints: Endpoints;
  credentials: Credentials;
  region: string;
  /** Outputs of all stacks by logical id. */
  outputs: Readonly<Record<string, string>>;
  runningTasks: () => RunningTask[];
  /** Kills the threads of functions whose name or entry holds `part`. Returns how many. */
  killLambdaWorker: (part: string) => Promise<number>;
  /** What is running stays so on disk, and goes on at the next start. */
  stop: () => Promise<void>;
};

const REGION = 'eu-central-1';
const ACCOUNT_ID = '000000000000';

/** Runs the synthesized app on this machine. @throws when another cloud works on the folder. */
export async function startCloud(given: CloudOptions): Promise<Cloud> {
  const options = { ...given, dataDir: resolve(given.dataDir) };
  const undo = undoStack();
  undo.push(lockFolder(options.dataDir));
  try {
    return { ...(await start(options, undo)), stop: undo.run };
  } catch (error) {
    await undo.run();
    throw error;
  }
}

const synthesizeFor = ({ dataDir, bundles = false }: CloudOptions, log: (line: string) => void) =>
  synthesize(join(dataDir, bundles ? 'cdk.out.bundles' : 'cdk.out'), log, { bundles });

/** What has to be ended, in the order opposite to its start. */
function undoStack() {
  const steps: (() => unknown)[] = [];
  let ended: Promise<void> | undefined;
  const runAll = async () => {
    for (const step of steps.reverse()) await step();
  };
  const run = () => {
    ended ??= runAll();
    return ended;
  };
  return { push: (step: () => unknown) => steps.push(step), run };
}

type UndoStack = ReturnType<typeof undoStack>;

async function start(options: CloudOptions, undo: UndoStack): Promise<Omit<Cloud, 'stop'>> {
  const { dataDir, log = () => undefined, environment: operator = {} } = options;
  const templates = options.templates ?? (await synthesizeFor(options, log));
  const stacks = loadStacks(templates);
  const { file, processes } = await openState(dataDir, log);
  undo.push(file.close);
  const setting = { region: REGION, accountId: ACCOUNT_ID, credentials: keptCredentials(dataDir) };
  const grants = lateGrants();
  const authority = createAuthority(
    { root: setting.credentials, onDenied: log, onGranted: grants.used },
    ACCOUNT_ID,
  );
  const events = lateEvents();
  const { ports = {}, dynamoDbEndpoint } = options;
  const emulators = await startEmulators({
    dataDir,
    setting,
    authority,
    ports,
    dynamoDbEndpoint,
    log,
    ...events.handlers,
  });
  undo.push(emulators.stop);
  const { endpoints, servers } = emulators;
  const clients = createClients(endpoints, setting);
  const urls = { apiUrl: servers.api.endpoint, siteUrl: servers.site.endpoint };
  const assembly = openAssembly(stacks, { ...setting, ...urls, sqsEndpoint: endpoints.sqs });
  const iam = openIam(assembly, authority, setting);
  grants.open(options.grantsFolder ?? join(dataDir, 'grants'), assembly);
  const clientsOf = createClientsOf({ iam, endpoints, setting });
  const { tables, mappings, notifications } = await provision(assembly, emulators, clients);
  const secret = createSecretReader(role => clientsOf.taskStarter(role).secrets);
  const parts = { assembly, dataDir, endpoints, setting, operator, file, processes, secret, log };
  const programs = options.bundles ? fromBundles(templates, ROOT) : fromSources(ROOT);
  const app = await runApp({ ...parts, iam, programs });
  undo.push(app.stop);
  events.connect(
    createNotifier(notifications, bucket => clientsOf.bucket(bucket).sqs),
    app,
    permits(iam),
  );
  await openServers({ assembly, servers, app, endpoints, setting, authority, iam });
  undo.push(emulators.closeServers);
  const { functions } = app;
  for (const mapping of mappings) {
    const client = clientsOf.poller(mapping, functions).sqs;
    undo.push(startPoller({ mapping, client, functions, region: REGION, log }).stop);
  }
  undo.push(startTtlSweeper(clients.dynamodb, tables, log).stop);
  const resumed = app.executions.resume();
  if (resumed > 0) log(`Resumed ${resumed} executions.`);
  return {
    ...urls,
    endpoints,
    credentials: setting.credentials,
    region: REGION,
    outputs: assembly.outputs,
    runningTasks: () => app.tasks.running().map(describeTask),
    killLambdaWorker: part => killWorkers(app, part),
  };
}

async function openState(dataDir: string, log: (line: string) => void) {
  const file = openSqliteFile(join(dataDir, 'cloud.db'), `${PROCESS_SCHEMA};${EXECUTION_SCHEMA}`);
  const processes = processRegister(file);
  const leftovers = await processes.killLeftovers();
  if (leftovers > 0) log(`Ended ${leftovers} processes that the last cloud left behind.`);
  return { file, processes };
}

/** Before the policies are read only the owner asks, who needs none. */
function lateGrants() {
  let log: ((grant: Grant) => void) | undefined;
  return {
    open: (folder: string, assembly: Assembly) => {
      log = openGrantLog(folder, grantsOf(assembly));
    },
    used: (...access: Parameters<typeof grantUsed>) => log?.(grantUsed(...access)),
  };
}

type Events = Pick<EmulatorOptions, 'onObjectEvent' | 'onSchedule'>;

/** Events may come before there is a program to take them: they wait for it. */
function lateEvents() {
  const { promise: taker, resolve } = Promise.withResolvers<Events>();
  const handlers: Events = {
    onObjectEvent: async event => (await taker).onObjectEvent(event),
    onSchedule: async target => (await taker).onSchedule(target),
  };
  const connect = (
    onObjectEvent: Events['onObjectEvent'],
    { functions }: App,
    { requireSchedule }: Permits,
  ) => {
    const onSchedule: Events['onSchedule'] = async ({ arn, input, roleArn }) => {
      requireSchedule(roleArn, arn);
      const { error } = await functions.invoke(arn, JSON.parse(input));
      if (error) throw new Error(`${error.errorType}: ${error.errorMessage}`);
    };
    resolve({ onObjectEvent, onSchedule });
  };
  return { handlers, connect };
}

type Described = ReturnType<App['tasks']['running']>[number];

function describeTask({ taskArn, pid, request }: Described): RunningTask {
  const variables = request.Overrides.ContainerOverrides.flatMap(({ Environment }) => Environment);
  return { taskArn, pid, stage: variables.find(({ Name }) => Name === 'STAGE')?.Value ?? '' };
}

/** Those at work if there are any, else those that wait for it. */
async function killWorkers({ functions }: App, part: string) {
  const wanted = functions.pools.filter(({ spec }) =>
    `${spec.name} ${spec.entry}`.toLowerCase().includes(part.toLowerCase()),
  );
  const kill = async (busyOnly: boolean) => {
    const counts = await Promise.all(wanted.map(pool => pool.kill({ busyOnly })));
    return counts.reduce((sum, count) => sum + count, 0);
  };
  return (await kill(true)) || kill(false);
}
