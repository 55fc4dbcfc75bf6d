import { z } from 'zod';
import { Json } from './json.ts';

/** A state of a definition; only the fields that are read or changed here are named. */
const State = z.looseObject({
  Type: z.string(),
  Resource: z.string().optional(),
  ResultPath: z.string().nullable().optional(),
  Retry: z.array(z.looseObject({ ErrorEquals: z.array(z.string()) })).optional(),
  Catch: z
    .array(
      z.looseObject({
        ErrorEquals: z.array(z.string()),
        ResultPath: z.string().nullable().optional(),
      }),
    )
    .optional(),
  Parameters: Json.optional(),
  TimeoutSeconds: z.number().optional(),
  TimeoutSecondsPath: z.string().optional(),
  HeartbeatSeconds: z.number().optional(),
  HeartbeatSecondsPath: z.string().optional(),
  Choices: z.array(z.record(z.string(), Json)).optional(),
  Branches: z.array(z.unknown()).optional(),
  ItemProcessor: z.unknown().optional(),
  Iterator: z.unknown().optional(),
  ItemSelector: Json.optional(),
  ItemsPath: z.string().optional(),
  MaxConcurrency: z.number().optional(),
});
export type State = z.infer<typeof State>;

const Machine = z.looseObject({
  StartAt: z.string(),
  States: z.record(z.string(), State),
  TimeoutSeconds: z.number().optional(),
});
export type Machine = z.infer<typeof Machine>;

/** What stands where a definition asks for `$$.Task.Token`; replaced when a token is made. */
export const TOKEN_PLACEHOLDER = '\u0001castline-task-token\u0001';

/**
 * The engine overwrites `$$.Execution` in every branch of a Parallel with that branch's own input,
 * so definitions read the same facts under a name that it leaves alone.
 */
export const EXECUTION_CONTEXT = 'Run';

/** Reads a definition from its JSON text. @throws when it is none or needs JSONata. */
export function parseMachine(text: string): Machine {
  const renamed = text.replaceAll('$$.Execution', () => `$$.${EXECUTION_CONTEXT}`);
  const machine = Machine.parse(JSON.parse(renamed));
  if (text.includes('"QueryLanguage":"JSONata"')) throw new Error('JSONata is not supported.');
  return machine;
}

export const parseBranch = (branch: unknown): Machine => Machine.parse(branch);
