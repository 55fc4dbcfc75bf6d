import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { synthesize } from '../../local/cloud/synth.ts';
import { TEMPLATES } from '../support/cloud.ts';

test('npm start ends with all of its processes on SIGTERM', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'castline-start-'));
  cpSync(await synthesize(TEMPLATES, () => undefined), join(dataDir, 'cdk.out'), {
    recursive: true,
  });
  const npm = spawn('npm', ['start', '--', '--data', dataDir, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(npm, 'exit');
  let apiUrl = '';
  const said: string[] = [];
  for await (const line of createInterface({ input: npm.stdout })) {
    said.push(line);
    apiUrl ||= /API +(\S+)/.exec(line)?.[1] ?? '';
    // Standard output is open until the last process that writes to it is gone.
    if (line.startsWith('Ctrl-C')) npm.kill('SIGTERM');
  }
  expect(said.at(-1)).toBe('Stopping.');
  expect(await ended).toEqual([0, null]);
  await expect(fetch(apiUrl)).rejects.toThrow();
  await rm(dataDir, { recursive: true });
});
