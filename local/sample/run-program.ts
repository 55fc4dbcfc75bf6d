import { execFile } from 'node:child_process';

/** Of a voice, or of the encode of a whole sample; SIGTERM is not answered by all. */
const LIMITS = { timeout: 30 * 60_000, killSignal: 'SIGKILL' } as const;
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** Runs a program to its end and returns what it printed; what it complained of is the error. */
export function runProgram(program: string, args: readonly string[], env = process.env) {
  return new Promise<Buffer>((resolve, reject) => {
    const options = { ...LIMITS, encoding: 'buffer', maxBuffer: MAX_OUTPUT_BYTES, env } as const;
    execFile(program, args, options, (error, stdout, stderr) => {
      if (error) reject(new Error(`${program}: ${stderr.toString().trim() || error.message}`));
      else resolve(stdout);
    });
  });
}

export const ffmpeg = (args: readonly string[]) =>
  runProgram('ffmpeg', ['-nostdin', '-hide_banner', '-v', 'error', '-y', ...args]);
