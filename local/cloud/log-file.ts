import { appendFile } from 'node:fs';
import { Writable } from 'node:stream';

/**
 * Appends to a file, opened for each write. What cannot be written is lost and told once, until
 * something can be written again: no function fails because its log does.
 */
export function logFile(file: string, tell: (line: string) => void) {
  let failing = false;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      appendFile(file, chunk, error => {
        if (error && !failing) tell(`${file}: ${error.message}`);
        failing = error !== null;
        done();
      });
    },
  });
}
