import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Cloud, startCloud } from './cloud/cloud.ts';
import { operatorSettings } from './cloud/operator-settings.ts';

const HELP = `Runs Castline on this machine: npm start -- [options]

  --data DIR   where everything is kept (default .castline)
  --port N     port of the API (default: that of last time, 4566, or a free one)
  --host NAME  a name of this machine, besides localhost, under which it may be called;
               may be given several times
  --bundles    run what a deployment would upload, instead of the sources
  --help       this text

Settings of the operator come from the environment: SPEECH_*, TOPICS_*, OPENAI_*.
DYNAMODB_ENDPOINT names a DynamoDB to use instead of the embedded one.
Ctrl-C stops it; what was running goes on at the next start.`;

let stopping = false;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.castline' },
    port: { type: 'string' },
    host: { type: 'string', multiple: true, default: [] },
    bundles: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run().catch(fail);

async function run() {
  const dataDir = resolve(values.data);
  const starting = startCloud({
    dataDir,
    environment: operatorSettings(process.env),
    ports: { api: values.port === undefined ? undefined : portOf(values.port) },
    hostNames: values.host,
    bundles: values.bundles,
    dynamoDbEndpoint: process.env.DYNAMODB_ENDPOINT,
    log: line => console.log(line),
  });
  // From the first moment: an end in the middle of a start would leave its processes behind.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(starting));
  const { apiUrl, siteUrl, endpoints } = await starting;
  if (stopping) return;
  console.log(
    [
      '',
      `  API      ${apiUrl}`,
      `  Docs     ${apiUrl}/docs`,
      `  Library  ${siteUrl}`,
      `  Mail     ${endpoints.ses}`,
      `  Data     ${dataDir}`,
      '',
      'Ctrl-C stops it.',
    ].join('\n'),
  );
}

function portOf(text: string) {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new TypeError(`--port ${text} is no port.`);
}

/** What is wrong is said in one line: a stack would hide it. */
function fail(error: unknown) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

/** A second Ctrl-C does not wait: nothing acknowledged is lost by that either. */
async function stop(starting: Promise<Cloud>) {
  if (stopping) process.exit(130);
  stopping = true;
  console.log('Stopping.');
  const cloud = await starting;
  await cloud.stop();
  process.exit(0);
}
