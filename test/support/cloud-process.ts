import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export type CloudProcess = { apiUrl: string; kill: () => Promise<void> };

/** The local cloud as a process of its own, so that it can be killed like one. */
export async function startCloudProcess(dataDir: string): Promise<CloudProcess> {
  const child = spawn(process.execPath, ['test/support/cloud-main.ts', dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  const apiUrl = await new Promise<string>((resolve, reject) => {
    lines.once('line', resolve);
    child.once('exit', code => reject(new Error(`The cloud ended with ${code}.`)));
  });
  const kill = () =>
    new Promise<void>(resolve => {
      child.once('exit', () => resolve());
      child.kill('SIGKILL');
    });
  return { apiUrl, kill };
}
