import { createServer, type RequestListener, type Server } from 'node:http';
import type { Clock } from '../../../src/kernel/clock.ts';
import type { Authority } from '../iam/authority.ts';
import { type Callers, localCallersOnly } from '../wire/local-callers.ts';
import { listenOnLoopback } from '../wire/loopback-server.ts';
import type { CorsRule } from './buckets/cors.contract.ts';
import { S3Error } from './errors.ts';
import { requestHandler } from './handle-request.ts';
import type { OnObjectEvent } from './store/outbox.ts';
import { openStore } from './store/store.ts';

export type { CorsRule } from './buckets/cors.contract.ts';
export type { S3ObjectEvent } from './s3-event.ts';

export type S3ServerOptions = {
  /** All that is kept is below it; one server at a time. */
  dataDir: string;
  /** A free one if left out. */
  port?: number;
  authority: Authority;
  region?: string;
  /** By default pages of all origins: what these may do is up to the rules of the bucket. */
  callers?: Callers;
  /** Called at least once for every change of an object; again later if it rejects. */
  onObjectEvent?: OnObjectEvent;
  onError?: (error: unknown) => void;
  clock?: Clock;
};

export type S3Server = {
  endpoint: string;
  /** Makes the bucket if it is not there; `cors` replaces what it had. */
  createBucket: (name: string, options?: { cors?: readonly CorsRule[] }) => void;
  /** Waits for requests under way, a few seconds at most. */
  stop: () => Promise<void>;
};

const STOP_GRACE_MS = 3000;
const ANY_PAGE: Callers = { allowsOrigin: () => true };

/** S3 for the local cloud, on 127.0.0.1. What it acknowledged survives `kill -9`. */
export async function startS3Server(options: S3ServerOptions): Promise<S3Server> {
  const { dataDir, authority, onObjectEvent, region = 'us-east-1', clock = Date.now } = options;
  const onError = options.onError ?? (error => console.error('S3:', error));
  const store = await openStore({ dataDir, region, clock, onObjectEvent });
  const handle = requestHandler({ store, authority, region, clock, onError });
  const { callers = ANY_PAGE } = options;
  const guarded = (listener: RequestListener) => localCallersOnly(listener, callers);
  const server = createServer(guarded((message, response) => void handle(message, response)));
  const onContinue: RequestListener = (message, response) =>
    void handle(message, response, () => response.writeContinue());
  server.on('checkContinue', guarded(onContinue));
  // A large upload takes as long as it takes; an idle client finds its connection still there.
  server.requestTimeout = 0;
  server.keepAliveTimeout = 120_000;
  const { port } = await listenOnLoopback(server, options.port ?? 0);
  store.outbox.deliverWaiting();
  return {
    endpoint: `http://127.0.0.1:${port}`,
    createBucket: (name, { cors } = {}) => {
      checkBucketName(name);
      store.buckets.create(name, clock());
      if (cors) store.buckets.setCors(name, cors);
    },
    stop: async () => {
      await close(server);
      store.close();
    },
  };
}

/** @throws {S3Error} InvalidBucketName */
function checkBucketName(name: string) {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name)) throw new S3Error('InvalidBucketName');
}

function close(server: Server) {
  return new Promise<void>(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), STOP_GRACE_MS);
    server.close(() => {
      clearTimeout(timer);
      resolve();
    });
    server.closeIdleConnections();
  });
}
