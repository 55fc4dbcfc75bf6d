import type { Authority } from '../iam/authority.ts';
import { awsJson } from '../wire/aws-json.ts';
import type { Callers } from '../wire/local-callers.ts';
import { serveLoopback } from '../wire/loopback-server.ts';
import { openSqliteFile } from '../wire/sqlite-file.ts';
import { sqsAccess } from './access.ts';
import { sqsActions } from './actions.ts';
import { declareQueue, type QueueDeclaration } from './declare-queue.ts';
import { sqsError } from './errors.ts';
import { SQS_OPERATIONS } from './operations.ts';
import { nextVisibleAt } from './receive.ts';
import { SCHEMA, type Sqs } from './sqs.ts';
import { startWaiters } from './waiting.ts';

export type SqsServerOptions = {
  dataFile: string;
  /** A free one by default; it may differ from start to start. */
  port?: number;
  callers?: Callers;
  accountId?: string;
  region?: string;
  authority: Authority;
  /** For tests of long times. Long polls use the real clock all the same. */
  now?: () => number;
};

export type SqsServer = {
  endpoint: string;
  /** Makes the queue or brings its settings up to date. */
  createQueue: (declaration: QueueDeclaration) => { url: string; arn: string };
  stop: () => Promise<void>;
};

/** SQS on the loopback address, on one SQLite file. One server per file. */
export async function startSqsServer(options: SqsServerOptions): Promise<SqsServer> {
  const { accountId = '000000000000', region = 'eu-central-1', now = Date.now } = options;
  const file = openSqliteFile(options.dataFile, SCHEMA);
  const waiters = startWaiters({ now, nextVisibleAt: name => nextVisibleAt(sqs, name) });
  let endpoint = '';
  const sqs: Sqs = {
    ...file,
    now,
    arn: name => `arn:aws:sqs:${region}:${accountId}:${name}`,
    url: name => `${endpoint}/${accountId}/${name}`,
    wake: waiters.wake,
  };
  const listener = awsJson({
    target: 'AmazonSQS',
    version: '1.0',
    errorPrefix: 'com.amazonaws.sqs#',
    operations: SQS_OPERATIONS,
    actions: sqsActions(sqs, waiters),
    authority: options.authority,
    access: sqsAccess(sqs),
    invalid: message => sqsError('InvalidParameterValue', message),
    denied: message => sqsError('AccessDeniedException', message),
  });
  const server = await serveLoopback(listener, options.port, options.callers);
  endpoint = server.endpoint;
  const stop = async () => {
    waiters.close();
    await server.stop();
    file.close();
  };
  return { endpoint, createQueue: declaration => declareQueue(sqs, declaration), stop };
}
