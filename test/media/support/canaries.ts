import { execFileSync } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** A local file and an address that tell whether anybody came to read them. */
export async function startCanaries(folder: string) {
  let visits = 0;
  const server = createServer(socket => {
    visits += 1;
    socket.destroy();
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  // Opening a pipe waits for its other end, so a reader would hang here and could be seen.
  const file = join(folder, 'canary.ts');
  execFileSync('/usr/bin/mkfifo', [file]);
  return {
    file,
    url: `http://127.0.0.1:${port}/canary.ts`,
    visits: () => visits,
    isRead: () => hasReader(file),
    close: () => server.close(),
  };
}

export type Canaries = Awaited<ReturnType<typeof startCanaries>>;

/** A pipe that nobody reads cannot be opened for writing without waiting. */
function hasReader(pipe: string) {
  try {
    closeSync(openSync(pipe, constants.O_WRONLY | constants.O_NONBLOCK));
    return true;
  } catch {
    return false;
  }
}
