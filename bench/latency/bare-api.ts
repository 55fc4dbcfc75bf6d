import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { httpApiListener } from '../../local/cloud/http-api/listener.ts';
import { createFunctions } from '../../local/cloud/lambda/functions.ts';
import { Pool } from '../../local/cloud/lambda/pool.ts';
import { serveLoopback } from '../../local/emulators/wire/loopback-server.ts';

const OPEN = '/open';
const GUARDED = '/guarded';
const PLACE = { region: 'eu-central-1', accountId: '000000000000', domainName: '127.0.0.1' };

/**
 * The local cloud's own HTTP API and functions, with nothing in them: a route without an authorizer,
 * and one behind an authorizer that looks nothing up. What they take is the cloud's, not the product's.
 */
export async function startBareApi() {
  const [nothing, anybody] = [emptyFunction('nothing'), emptyFunction('anybody')];
  const functions = createFunctions([nothing, anybody], { log: () => undefined });
  const route = { functionArn: nothing.spec.arn, timeoutMs: 30_000 };
  const authorizer = {
    id: 'anybody',
    functionArn: anybody.spec.arn,
    cacheSeconds: 0,
    identitySources: [],
  };
  const routes = [
    { ...route, key: `GET ${OPEN}`, authorizer: undefined },
    { ...route, key: `GET ${GUARDED}`, authorizer },
  ];
  const api = { id: 'bare', cors: undefined, routes };
  const listener = httpApiListener({ ...PLACE, api, functions, mayCall: () => true });
  const server = await serveLoopback(listener);
  return {
    open: server.endpoint + OPEN,
    guarded: server.endpoint + GUARDED,
    stop: async () => {
      await server.stop();
      await functions.stop();
    },
  };
}

const emptyFunction = (name: string) =>
  new Pool(
    {
      name,
      arn: `arn:aws:lambda:${PLACE.region}:${PLACE.accountId}:function:${name}`,
      roleArn: '',
      entry: fileURLToPath(new URL(`./handlers/${name}.ts`, import.meta.url)),
      environment: {},
      timeoutSeconds: 30,
      memoryMiB: 1024,
    },
    { limit: 1, log: new PassThrough().resume() },
  );
