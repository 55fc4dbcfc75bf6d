import type { Clients } from './clients.ts';
import type { Emulators } from './emulators.ts';
import type { Setting } from './environment.ts';
import { httpApiListener } from './http-api/listener.ts';
import { readHttpApi } from './http-api/read-api.ts';
import { lambdaListener } from './lambda/listener.ts';
import type { Pool } from './lambda/pool.ts';
import type { Pages } from './pages.ts';
import type { App } from './run-app.ts';
import { sfnListener } from './sfn/listener.ts';
import { siteListener } from './site/listener.ts';
import { readSite } from './site/read-site.ts';
import type { Assembly } from './template/assembly.ts';

type Parts = {
  assembly: Assembly;
  servers: Emulators['servers'];
  app: App;
  clients: Clients;
  setting: Setting;
  pages: Pages;
};

/** Loading a function takes longer than any request should; one that hangs holds up nobody. */
const WARM_UP_LIMIT_MS = 5000;

/** Lets requests in, once the functions behind the API are loaded. */
export async function openServers(parts: Parts) {
  const { assembly, servers, app, clients, setting, pages } = parts;
  const { functions, sfn } = app;
  servers.sfn.open(sfnListener({ ...sfn, startedAt: Date.now() }));
  servers.lambda.open(lambdaListener(functions));
  const site = readSite(assembly);
  if (site) servers.site.open(siteListener(site, clients.s3));
  const api = readHttpApi(assembly);
  if (!api) return;
  pages.configure(api.cors?.AllowOrigins ?? []);
  const arns = api.routes.flatMap(({ functionArn, authorizer }) =>
    authorizer ? [functionArn, authorizer.functionArn] : [functionArn],
  );
  const pools = new Set(arns.flatMap(arn => functions.find(arn) ?? []));
  const limit = new Promise<void>(resolve => setTimeout(resolve, WARM_UP_LIMIT_MS).unref());
  await Promise.race([Promise.all([...pools].map(pool => pool.warm())), limit]);
  // The others soon too: the first recording meets them all.
  warmOneByOne(functions.pools.filter(pool => !pools.has(pool)));
  const domainName = new URL(servers.api.endpoint).host;
  servers.api.open(httpApiListener({ api, functions, domainName, ...setting }));
}

async function warmOneByOne(pools: readonly Pool[]) {
  for (const pool of pools) await pool.warm();
}
