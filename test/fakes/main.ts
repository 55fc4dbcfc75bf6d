import { parseArgs } from 'node:util';
import { FAKES } from './index.ts';

/**
 * One platform by itself, until it is ended:
 * `node local/setup/run.mjs test/fakes/main.ts --platform youtube --port 0`.
 */
const { values } = parseArgs({
  options: { platform: { type: 'string' }, port: { type: 'string', default: '0' } },
});

const start = FAKES[values.platform ?? ''];
if (start) {
  const { origins } = await start(Number(values.port));
  for (const [host, origin] of Object.entries(origins)) {
    console.log(`${values.platform} ${host} ${origin} (control: ${origin}/__fake)`);
  }
} else {
  console.error(`--platform is one of: ${Object.keys(FAKES).join(', ')}.`);
  process.exitCode = 2;
}
