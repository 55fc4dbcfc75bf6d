import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../lib/functions.ts';
import { type Resource, synthesize } from './support/cloud.ts';
import { functionEnvironment } from './support/function-environment.ts';

/**
 * The development stage, without a provider's secret: that would be read when a function starts.
 * Two stacks are really bundled, the others would be bundled in the same way.
 */
const { app, stacks } = synthesize({ 'aws:cdk:bundling-stacks': ['Api', 'Pipeline'] });
const BUNDLED = ['functions/api/auth.ts', 'functions/api/docs.ts', 'functions/stages/publish.ts'];

const functions = Object.values(stacks).flatMap(
  stack =>
    Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')) as Resource[],
);

function deployed(entry: string) {
  const found = functions.find(({ Metadata }) => Metadata?.['castline:entry'] === entry);
  if (!found) throw new Error(`No function ${entry}.`);
  return found;
}

/** Imports a file in a process that has nothing but the function's own environment. */
async function typeOfHandler(file: string, resource: Resource) {
  const load = `const { handler } = await import('${file}'); console.log(typeof handler); process.exit()`;
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', load],
    { env: functionEnvironment(resource) },
  );
  return stdout.trim();
}

test.each(FUNCTIONS)('$entry starts with what its row asks for', async ({ entry }) => {
  expect(await typeOfHandler(`./${entry}`, deployed(entry))).toBe('function');
});

describe.each(BUNDLED)('the bundle of %s', entry => {
  const resource = deployed(entry);
  const [hash] = resource.Properties.Code.S3Key.split('.');
  const bundle = `${app.outdir}/asset.${hash}`;

  test('starts without the repository around it', async () => {
    expect(resource.Properties.Handler).toBe('index.handler');
    expect(await typeOfHandler(`${bundle}/index.mjs`, resource)).toBe('function');
  });

  test('has the files of its row beside it', () => {
    const { files = [] } = FUNCTIONS.find(row => row.entry === entry) ?? {};
    const missing = files.filter(file => !existsSync(`${bundle}/${file}`));
    expect(missing).toEqual([]);
  });
});
