import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { StageError } from '../../pipeline/stages/stage-error.ts';
import { endChild } from './end-child.ts';
import { type Answer, readAnswers } from './read-answers.ts';

/** Linux ends the engine with its parent, so that a killed worker leaves nothing running. */
const GUARD = '/usr/bin/setpriv';
const guarded = existsSync(GUARD) ? [GUARD, '--pdeathsig', 'KILL', '--'] : [];

type Request = Readonly<Record<string, unknown>>;
export type Limits = { signal: AbortSignal; deadlineMs: number };

/** A program that answers JSON lines with JSON lines, for as long as there are requests. */
export type LineChild = {
  /** Throws if the program ends, is cancelled or is late, and leaves none of it running then. */
  ask: (request: Request, limits: Limits) => Promise<Answer>;
  isGone: () => boolean;
  /** It ended, and nobody told it to. */
  hasCrashed: () => boolean;
  end: () => Promise<void>;
};

export type Program = {
  name: string;
  command: readonly string[];
  /** All it gets: no keys, no proxies. */
  environment: NodeJS.ProcessEnv;
};

export function startLineChild({ name, command, environment: env }: Program): LineChild {
  const [file = '', ...args] = [...guarded, ...command];
  const child = spawn(file, args, { stdio: ['pipe', 'pipe', 'pipe'], detached: true, env });
  // A broken pipe only says that it ended first.
  child.stdin.on('error', () => undefined);
  const { waiting, closed, isGone } = readAnswers(child, name);
  let told = false;
  const end = async () => {
    if (isGone()) return;
    told = true;
    await endChild(child, closed);
  };
  let requests = 0;
  return {
    isGone,
    hasCrashed: () => isGone() && !told,
    end,
    ask: async (request, { signal, deadlineMs }) => {
      signal.throwIfAborted();
      const id = ++requests;
      const { promise, resolve, reject } = Promise.withResolvers<Answer | StageError>();
      waiting.set(id, resolve);
      const stop = () => reject(signal.reason);
      signal.addEventListener('abort', stop, { once: true });
      const timer = setTimeout(() => reject(late(name, deadlineMs)), deadlineMs);
      child.stdin.write(`${JSON.stringify({ ...request, id })}\n`);
      try {
        const answer = await promise;
        if (answer instanceof StageError) throw answer;
        return answer;
      } catch (error) {
        await end();
        throw error;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        waiting.delete(id);
      }
    },
  };
}

const late = (name: string, deadlineMs: number) =>
  new StageError('engine_failed', {
    detail: `${name}: no answer within ${Math.round(deadlineMs / 1000)} s`,
  });
