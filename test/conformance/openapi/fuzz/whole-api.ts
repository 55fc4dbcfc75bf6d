import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { httpApiListener } from '#local/cloud/http-api/listener.ts';
import { startSecretsServer } from '#local/emulators/secrets/server.ts';
import { startSesServer } from '#local/emulators/ses/server.ts';
import { startSqsServer } from '#local/emulators/sqs/server.ts';
import { serveLoopback } from '#local/emulators/wire/loopback-server.ts';
import { API, FALLBACK_ENTRY } from '#src/api.ts';
import type { Route } from '#src/kernel/http/route.ts';
import { lambdaContext } from '#test/support/api-event.ts';
import { startTable } from '#test/support/table.ts';
import { authority, credentials, region, startTestS3 } from '../../emulators/s3/support.ts';

const AUTHORIZER = 'functions/api/authorizer.ts';
const TIMEOUT_MS = 30_000;
const ACCOUNT = '000000000000';
type Handler = (event: never, context: object) => Promise<unknown>;

/**
 * All functions of the API, as they are deployed, behind the gateway of the local cloud: real
 * table, storage, queues and secrets. Nothing takes what they queue, so no run ever begins.
 */
export async function startWholeApi() {
  const folder = await mkdtemp(join(tmpdir(), 'castline-api-'));
  const [rows, s3, secrets, ses] = await Promise.all([
    startTable(),
    startTestS3(),
    startSecretsServer({ file: join(folder, 'secrets.json'), authority }),
    startSesServer({ folder: join(folder, 'mail'), authority }),
  ]);
  const sqs = await startSqsServer({ dataFile: join(folder, 'sqs.db'), authority });
  const vaultKey = join(folder, 'vault.key');
  await writeFile(vaultKey, randomBytes(32).toString('base64'));
  const secret = 'sixty-four-random-characters-0123456789-abcdefghij-0123456789-ab';
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    AWS_ENDPOINT_URL_DYNAMODB: rows.endpoint,
    AWS_ENDPOINT_URL_S3: s3.server.endpoint,
    AWS_ENDPOINT_URL_SQS: sqs.endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.endpoint,
    AWS_ENDPOINT_URL_SESV2: ses.endpoint,
    MAIL_SENDER: 'castline@example.com',
    TABLE_NAME: rows.table.tableName,
    MEDIA_BUCKET: 'media',
    ADMISSION_QUEUE_URL: sqs.createQueue({ name: 'admission' }).url,
    ERASURES_QUEUE_URL: sqs.createQueue({ name: 'erasures' }).url,
    PUBLICATIONS_QUEUE_URL: sqs.createQueue({ name: 'publications' }).url,
    JOBS_QUEUE_URL: sqs.createQueue({ name: 'jobs' }).url,
    VAULT_KEY: pathToFileURL(vaultKey).href,
    AUTH_SECRET_ID: secrets.ensureSecret('auth', () => secret),
    LARGEST_UPLOAD_BYTES: '63000000000',
    RATE_LIMIT_PER_MINUTE: '1000000',
    RATE_LIMIT_PER_HOUR: '1000000',
    RESPONSE_MISMATCH: 'throw',
    POWERTOOLS_LOG_LEVEL: 'ERROR',
  });
  const handlers = await loadHandlers();
  const listener = httpApiListener({
    api: { id: 'api', cors: undefined, routes: gatewayRoutes() },
    functions: { ...NO_EVENTS, invoke: (entry, event) => invoke(handlers, entry, event) },
    mayCall: () => true,
    region,
    accountId: ACCOUNT,
    domainName: 'localhost',
  });
  const server = await serveLoopback(listener);
  return {
    url: server.endpoint,
    table: rows.table,
    bucket: { s3: s3.client, bucket: 'media' },
    /** Where mails are read. */
    outbox: ses.endpoint,
    stop: async () => {
      await server.stop();
      await Promise.all([rows.stop(), s3.stop(), secrets.stop(), ses.stop(), sqs.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export type WholeApi = Awaited<ReturnType<typeof startWholeApi>>;

/** Events of queues and schedules come to none of these functions. */
const NO_EVENTS = {
  invokeLater: () => undefined,
  find: () => undefined,
  pools: [],
  stop: async () => undefined,
};

async function loadHandlers() {
  const entries = [AUTHORIZER, ...API.map(({ entry }) => entry)];
  const loaded = entries.map(async entry => {
    const { handler }: { handler: Handler } = await import(
      /* @vite-ignore */ `../../../../${entry}`
    );
    return [entry, handler] as const;
  });
  return new Map(await Promise.all(loaded));
}

/** As Lambda: events and answers travel as JSON, and what is thrown becomes an error. */
async function invoke(handlers: ReadonlyMap<string, Handler>, entry: string, event: unknown) {
  try {
    const sent = JSON.parse(JSON.stringify(event)) as never;
    return { payload: JSON.stringify(await handlers.get(entry)?.(sent, lambdaContext())) };
  } catch (error) {
    const errorMessage = String(error);
    return { payload: '', error: { errorType: 'Error', errorMessage, trace: [] } };
  }
}

function gatewayRoutes() {
  const authorizer = { id: 'a', functionArn: AUTHORIZER, cacheSeconds: 0, identitySources: [] };
  const rows = API.flatMap(({ entry, routes }) =>
    routes.map((row: Route) => ({
      key: `${row.method} ${row.path}`,
      functionArn: entry,
      authorizer: row.public ? undefined : authorizer,
    })),
  );
  const unknown = { key: '$default', functionArn: FALLBACK_ENTRY, authorizer: undefined };
  return [...rows, unknown].map(route => ({ ...route, timeoutMs: TIMEOUT_MS }));
}
