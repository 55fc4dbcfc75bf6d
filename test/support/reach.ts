import { build } from 'esbuild';

/** Files of `src`: loaded when the function starts, and those that it loads once it needs them. */
export type Reach = { atStart: string[]; whenNeeded: string[] };

/** What of `src` goes into a function's bundle. Types are not carried, so they do not count. */
export async function reachOf(entry: string): Promise<Reach> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    outdir: 'out',
    logLevel: 'silent',
  });
  const { inputs } = metafile;
  const atStart = new Set<string>();
  const visit = (path: string) => {
    if (atStart.has(path)) return;
    atStart.add(path);
    for (const { path: next, kind, external } of inputs[path]?.imports ?? []) {
      if (kind !== 'dynamic-import' && !external) visit(next);
    }
  };
  visit(entry);
  const ours = Object.keys(inputs).filter(path => path.startsWith('src/'));
  return {
    atStart: ours.filter(path => atStart.has(path)),
    whenNeeded: ours.filter(path => !atStart.has(path)),
  };
}
