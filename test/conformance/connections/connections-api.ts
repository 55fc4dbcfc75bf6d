import { randomBytes } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { credentialRepository } from '../../../src/adapters/dynamodb/connections/credential-repository.ts';
import { idempotencyRecords } from '../../../src/adapters/dynamodb/kernel/idempotency-records.ts';
import { presetRepository } from '../../../src/adapters/dynamodb/publishing/preset-repository.ts';
import { sourceRepository } from '../../../src/adapters/dynamodb/sources/source-repository.ts';
import { openVault } from '../../../src/adapters/vault/open-vault.ts';
import { credentialRoutes } from '../../../src/connections/routes.ts';
import { credentialUseCases } from '../../../src/connections/use-cases.ts';
import { apiHandler } from '../../../src/kernel/http/api-handler.ts';
import type { Caller } from '../../../src/kernel/http/route.ts';
import { presetRoutes } from '../../../src/publishing/presets/routes.ts';
import { presetUseCases } from '../../../src/publishing/presets/use-cases.ts';
import { sourceRoutes } from '../../../src/sources/routes.ts';
import { sourceUseCases } from '../../../src/sources/use-cases.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../support/api-event.ts';
import { memoryApiDeps } from '../../support/memory-api-deps.ts';
import { startTable } from '../../support/table.ts';

export type Asked = {
  method: string;
  path: string;
  query?: string;
  body?: unknown;
  caller: Caller;
  key?: string;
};

/** Calls of people to functions of the API, on a real table, with all that was answered and logged. */
export async function startConnectionsApi() {
  const { table, stop } = await startTable();
  const { deps: memory, lines } = memoryApiDeps();
  const { clock } = memory;
  const platform = {
    ...memory,
    rateLimits: { perMinute: 100_000, perHour: 1_000_000 },
    idempotency: idempotencyRecords(table, clock),
  };
  const vault = openVault(newKeyFile());
  const credentials = credentialRepository(table);
  const presets = presetRepository(table);
  const sources = sourceRepository(table);
  const handlers = {
    credentials: apiHandler(
      credentialRoutes,
      credentialUseCases({ credentials, vault, checks: {}, clock }),
      platform,
    ),
    presets: apiHandler(presetRoutes, presetUseCases({ presets, credentials, clock }), platform),
    sources: apiHandler(sourceRoutes, sourceUseCases({ sources, credentials, clock }), platform),
  };
  type Feature = keyof typeof handlers;
  const isFeature = (name: string | undefined): name is Feature =>
    Object.hasOwn(handlers, name ?? '');
  const seen: string[] = [];
  const send = async ({ key, ...asked }: Asked) => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const feature = asked.path.split('/')[2];
    if (!isFeature(feature)) throw new Error(`No function answers ${asked.path}.`);
    const result = await handlers[feature](apiEvent({ ...asked, headers }), lambdaContext());
    seen.push(JSON.stringify(result));
    return { status: result.statusCode, body: jsonOf(result), headers: result.headers };
  };
  return { table, stop, send, lines, seen, vault, credentials, clock };
}

export type ConnectionsApi = Awaited<ReturnType<typeof startConnectionsApi>>;

function newKeyFile() {
  const file = join(mkdtempSync(join(tmpdir(), 'vault-')), 'vault.key');
  writeFileSync(file, randomBytes(32).toString('base64'));
  return pathToFileURL(file).href;
}
