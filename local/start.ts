import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { startCloud } from './cloud/cloud.ts';
import { operatorSettings } from './cloud/operator-settings.ts';

const HELP = `Runs Castline on this machine: npm start -- [options]

  --data DIR   where everything is kept (default .castline)
  --port N     port of the API (default 4566, or that of last time, or a free one)
  --bundles    run what a deployment would upload, instead of the sources
  --help       this text

Settings of the operator come from the environment: SPEECH_*, TOPICS_*, OPENAI_*.
DYNAMODB_ENDPOINT names a DynamoDB to use instead of the embedded one.
Ctrl-C stops it; what was running goes on at the next start.`;

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '.castline' },
    port: { type: 'string' },
    bundles: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) console.log(HELP);
else await run(resolve(values.data), values.port).catch(fail);

async function run(dataDir: string, port: string | undefined) {
  const environment = operatorSettings(process.env);
  const ports = { api: port === undefined ? undefined : Number(port) };
  if (Number.isNaN(ports.api)) throw new TypeError(`${port} is no port.`);
  const cloud = await startCloud({
    dataDir,
    environment,
    ports,
    bundles: values.bundles,
    dynamoDbEndpoint: process.env.DYNAMODB_ENDPOINT,
    log: line => console.log(line),
  });
  console.log(
    [
      '',
      `  API      ${cloud.apiUrl}`,
      `  Docs     ${cloud.apiUrl}/docs`,
      `  Library  ${cloud.siteUrl}`,
      `  Data     ${dataDir}`,
      '',
      'Ctrl-C stops it.',
    ].join('\n'),
  );
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop(cloud));
}

/** What is wrong is said in one line: a stack would hide it. */
function fail(error: unknown) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

let stopping = false;

/** A second Ctrl-C does not wait: nothing acknowledged is lost by that either. */
async function stop(cloud: { stop: () => Promise<void> }) {
  if (stopping) process.exit(130);
  stopping = true;
  console.log('Stopping.');
  await cloud.stop();
  process.exit(0);
}
