import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CloudOptions, startCloud } from '../../local/cloud/cloud.ts';
import { synthesize } from '../../local/cloud/synth.ts';

/** Synthesized once for all test files. */
export const TEMPLATES = '.castline/test/cdk.out';

/** A local cloud of a test file's own, on free ports and, unless told, in an empty folder. */
export async function startTestCloud(options: Partial<CloudOptions> = {}) {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'castline-cloud-')));
  const cloud = await startCloud({
    ...options,
    dataDir,
    templates: options.templates ?? (await templatesFor(options)),
    ports: { api: 0, site: 0 },
    grantsFolder: '.castline/grants',
    environment: { RESPONSE_MISMATCH: 'throw', HEARTBEAT_SECONDS: '60', ...options.environment },
  });
  const stop = async () => {
    await cloud.stop();
    if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
  };
  return { ...cloud, dataDir, stop };
}

const templatesFor = ({ bundles = false }: Partial<CloudOptions>) =>
  synthesize(bundles ? `${TEMPLATES}.bundles` : TEMPLATES, () => undefined, { bundles });

export type TestCloud = Awaited<ReturnType<typeof startTestCloud>>;
