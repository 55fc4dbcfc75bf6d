import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'castline-synth-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('the app is synthesized by Node alone: no command line of CDK, no Docker, no account', async () => {
  const context = { 'aws:cdk:bundling-stacks': [] };
  await promisify(execFile)(process.execPath, ['bin/castline.ts'], {
    env: { CDK_OUTDIR: folder, CDK_CONTEXT_JSON: JSON.stringify(context), HOME: folder },
  });
  const templates = (await readdir(folder)).filter(name => name.endsWith('.template.json'));
  expect(templates.sort()).toEqual(
    ['Api', 'Automation', 'Dashboard', 'Data', 'Media', 'Pipeline'].map(
      name => `${name}.template.json`,
    ),
  );
});
