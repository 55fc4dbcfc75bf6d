import { build } from 'esbuild';

/** Where the product finds them: text in a module works in plain Node, in a bundle and in tests. */
export const WEB_FILES_MODULE = 'src/adapters/platforms/library/web-files.generated.ts';

const WEB_FILES = [
  { constant: 'WATCH_SCRIPT', entry: 'web/watch/watch.ts' },
  { constant: 'WATCH_STYLE', entry: 'web/watch/style/watch.css' },
  { constant: 'LIST_STYLE', entry: 'web/library/library.css' },
];

const HEADER = '// Made from the sources in web/ by `npm run build:web`; changes belong there.\n';

/** The module as the sources give it now. */
export async function webFilesModule() {
  const lines = await Promise.all(
    WEB_FILES.map(async ({ constant, entry }) => {
      return `export const ${constant} = ${JSON.stringify(await bundle(entry))};\n`;
    }),
  );
  return HEADER + lines.join('');
}

async function bundle(entry: string) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    // Old browsers fail on syntax before anything else; later functions fail only where they are used.
    target: 'es2019',
    charset: 'utf8',
  });
  return outputFiles.map(({ text }) => text).join('');
}
