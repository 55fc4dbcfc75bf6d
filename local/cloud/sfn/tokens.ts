import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { SqliteFile } from '../../emulators/wire/sqlite-file.ts';
import { WireError } from '../../emulators/wire/wire-error.ts';
import type { Json } from './json.ts';
import { aborted, StateError } from './state-error.ts';

const Given = z.object({ execution_arn: z.string() });

export type OpenToken = {
  token: string;
  /** What somebody answers with the token. Rejects on failure, missed heartbeat and abort. */
  answer: Promise<Json>;
  /** Makes the token worthless, when the state ends in another way. */
  close: () => void;
};

type Waiter = {
  succeed: (output: Json) => void;
  fail: (error: Error) => void;
  beat: () => void;
};

type Wait = { executionArn: string; heartbeatSeconds: number | undefined; signal: AbortSignal };

/** Looks like one of ours. Anything else was never a token. */
const TOKEN = /^AQB[\w-]{64}$/;

/**
 * The tokens with which somebody outside ends a waiting state. Every token ever made is kept, to
 * tell one of a state that is over, also in an earlier life of this cloud, from a forged one.
 */
export function tokenDesk({ sql }: SqliteFile) {
  const waiters = new Map<string, Waiter>();

  const open = ({ executionArn, heartbeatSeconds, signal }: Wait): OpenToken => {
    const token = `AQB${randomBytes(48).toString('base64url')}`;
    const { promise, resolve, reject } = Promise.withResolvers<Json>();
    let timer: NodeJS.Timeout | undefined;
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', abort);
      waiters.delete(token);
    };
    const fail = (error: Error) => {
      settle();
      reject(error);
    };
    const abort = () => fail(aborted());
    const beat = () => {
      clearTimeout(timer);
      if (heartbeatSeconds === undefined) return;
      timer = setTimeout(() => fail(heartbeatTimeout()), heartbeatSeconds * 1000);
    };
    const succeed = (output: Json) => {
      settle();
      resolve(output);
    };
    waiters.set(token, { succeed, fail, beat });
    sql('INSERT INTO tokens VALUES (?, ?)').run(token, executionArn);
    signal.addEventListener('abort', abort, { once: true });
    beat();
    // Nobody may be listening yet when it fails.
    promise.catch(() => undefined);
    return { token, answer: promise, close: settle };
  };

  /** @throws WireError as AWS refuses a token that is none, or of which nobody waits any more. */
  const find = (token: string): Waiter => {
    const waiter = waiters.get(token);
    if (waiter) return waiter;
    if (!TOKEN.test(token)) throw new WireError('InvalidToken', `Invalid Token: '${token}'`);
    if (sql('SELECT 1 FROM tokens WHERE token = ?').get(token)) {
      const message = "Task Timed Out: 'Provided task does not exist anymore'";
      throw new WireError('TaskTimedOut', message);
    }
    throw new WireError('TaskDoesNotExist', 'Task does not exist');
  };
  /** The run in which a token was given out. */
  const executionOf = (token: string) => {
    const row = sql('SELECT execution_arn FROM tokens WHERE token = ?').get(token);
    return Given.safeParse(row).data?.execution_arn;
  };
  return { open, find, executionOf };
}

export type TokenDesk = ReturnType<typeof tokenDesk>;

const heartbeatTimeout = () => new StateError('States.HeartbeatTimeout', '');
