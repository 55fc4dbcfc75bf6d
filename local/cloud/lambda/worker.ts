import { enableCompileCache, flushCompileCache } from 'node:module';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { FunctionError, Report, Work, WorkerSettings } from './messages.ts';

// The thread in which one function lives, as in a sandbox of AWS: one event at a time.
const port = parentPort;
if (!port) throw new Error('This file runs as a worker thread.');
const tell = (report: Report) => port.postMessage(report);
const settings: WorkerSettings = workerData;
if (settings.compileCache) enableCompileCache(settings.compileCache);

type Handler = (event: unknown, context: object) => unknown;
const isHandler = (value: unknown): value is Handler => typeof value === 'function';

const loading = load();
const ready = () => {
  tell({ kind: 'ready' });
  // Threads are terminated, which would lose what the next one could start with.
  flushCompileCache();
};
loading.then(ready, ready);
port.on('message', async (work: Work) => {
  try {
    const handler = await loading;
    const result = await handler(work.event, contextOf(work));
    tell({ kind: 'done', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    tell({ kind: 'failed', error: describe(error) });
  }
});

async function load(): Promise<Handler> {
  const { handler }: Record<string, unknown> = await import(pathToFileURL(settings.entry).href);
  if (isHandler(handler)) return handler;
  throw new TypeError(`${settings.entry} exports no function "handler".`);
}

function contextOf(work: Work) {
  const endsAt = Date.now() + work.timeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: work.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: work.functionArn,
    memoryLimitInMB: String(work.memoryMiB),
    awsRequestId: work.requestId,
    logGroupName: `/aws/lambda/${work.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  };
}

function describe(error: unknown): FunctionError {
  if (!(error instanceof Error)) return { errorType: 'Error', errorMessage: String(error) };
  const { name: errorType, message: errorMessage, stack = '' } = error;
  return { errorType, errorMessage, trace: stack.split('\n') };
}
