import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Resolved } from '../template/resource.ts';

/** What a function or a container runs: a module, and what its start adds. */
export type Program = {
  entry: string;
  /** Of Node, before the module. */
  options?: readonly string[];
  environment?: Readonly<Record<string, string>>;
};

/** Where the code of a resource is. `entry` is its source, relative to the repository. */
export type Programs = {
  ofFunction: (resource: Resolved, entry: string) => Program;
  ofContainer: (image: unknown, entry: string) => Program;
};

/** The sources, as they are. */
export const fromSources = (root: string): Programs => ({
  ofFunction: (_, entry) => ({ entry: join(root, entry) }),
  ofContainer: (_, entry) => ({ entry: join(root, entry) }),
});

const Code = z.object({
  Code: z.object({ S3Key: z.string() }),
  Handler: z.literal('index.handler'),
});

/**
 * What a deployment would upload, from the folder of templates: the bundle of each function, and
 * the files that go into the image, started as its Dockerfile says. The image's packages are those
 * of the repository: installing them is left to the build of the image.
 */
export const fromBundles = (templates: string, root: string): Programs => ({
  ofFunction: ({ properties, logicalId }) => {
    const [hash = ''] = Code.parse(properties).Code.S3Key.split('.');
    const entry = join(templates, `asset.${hash}`, 'index.mjs');
    if (!existsSync(entry)) throw new Error(`${logicalId} has no bundle ${entry}.`);
    return { entry };
  },
  ofContainer: image => {
    const hash = z.string().parse(image).split(':').at(-1);
    const folder = join(templates, `asset.${hash}`);
    const packages = join(folder, 'node_modules');
    if (!existsSync(packages)) symlinkSync(join(root, 'node_modules'), packages);
    return readDockerfile(join(folder, 'containers/worker/Dockerfile'), folder);
  },
});

const EntryPoint = z.tuple([z.literal('node')]).rest(z.string());

function readDockerfile(file: string, folder: string): Program {
  const text = readFileSync(file, 'utf8');
  const [, list = '[]'] = /^ENTRYPOINT (\[.*\])$/m.exec(text) ?? [];
  const [, ...args] = EntryPoint.parse(JSON.parse(list));
  const entry = args.at(-1) ?? '';
  return {
    entry: join(folder, entry),
    options: args.slice(0, -1),
    environment: Object.fromEntries(
      // Paths are of the image, and not of this machine.
      [...text.matchAll(/^ENV (\w+)=([^/\n]+)$/gm)].map(([, name = '', value = '']) => [
        name,
        value,
      ]),
    ),
  };
}
