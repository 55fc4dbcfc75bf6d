import type { Authority } from '../emulators/iam/authority.ts';
import { createClients } from './clients.ts';
import type { Emulators } from './emulators.ts';
import type { Endpoints, Setting } from './environment.ts';
import { httpApiListener } from './http-api/listener.ts';
import { readHttpApi } from './http-api/read-api.ts';
import type { Iam } from './iam/iam.ts';
import { permits } from './iam/permits.ts';
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
  endpoints: Endpoints;
  setting: Setting;
  pages: Pages;
  authority: Authority;
  iam: Iam;
};

/**
 * Loading all of them takes longer than any request should wait, on a busy machine with nothing cached
 * most of this; one that hangs holds up nobody for longer.
 */
const WARM_UP_LIMIT_MS = 30_000;

/** Lets requests in, once the functions behind the API are loaded. */
export async function openServers(parts: Parts) {
  const { assembly, servers, app, setting, pages, authority, iam } = parts;
  const { functions, sfn } = app;
  servers.sfn.open(sfnListener({ ...sfn, startedAt: Date.now() }, authority));
  servers.lambda.open(lambdaListener(functions, authority));
  openSite(parts);
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
  const { mayCall } = permits(iam);
  servers.api.open(httpApiListener({ api, functions, mayCall, domainName, ...setting }));
}

/** The distribution reads its bucket as CloudFront, which the bucket has to let in. */
function openSite({ assembly, servers, endpoints, setting, iam }: Parts) {
  const site = readSite(assembly);
  if (!site) return;
  const sourceArn = `arn:aws:cloudfront::${setting.accountId}:distribution/${site.distributionId}`;
  const credentials = iam.keysOfService({ service: 'cloudfront.amazonaws.com', sourceArn });
  servers.site.open(siteListener(site, createClients(endpoints, { ...setting, credentials }).s3));
}

async function warmOneByOne(pools: readonly Pool[]) {
  for (const pool of pools) await pool.warm();
}
