import { build } from 'esbuild';

/** The files of `src` that a function's bundle pulls in, also those that it loads when needed. */
export async function reachOf(entry: string): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: 'out',
    splitting: true,
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs).filter(path => path.startsWith('src/'));
}
