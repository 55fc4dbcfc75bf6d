import { setImmediate } from 'node:timers/promises';
import { ExecutionAbortedError, ExecutionError } from 'aws-local-stepfunctions';
import pLimit from 'p-limit';
import { EXECUTION_CONTEXT, TOKEN_PLACEHOLDER } from './definition.ts';
import { isTooLarge, type Json } from './json.ts';
import type { Program, Step, Work } from './program.ts';
import { aborted, dataLimitExceeded } from './state-error.ts';

/** One task state that has to be done. */
export type TaskCall = {
  state: string;
  resource: string;
  /** May hold `TOKEN_PLACEHOLDER`. */
  parameters: Json;
  timeoutSeconds: number;
  heartbeatSeconds: number | undefined;
  /** Aborted when the execution or the branch around it ends. */
  signal: AbortSignal;
};

/** A step of the flow, for the history. */
export type FlowEvent = {
  kind: 'StateEntered' | 'StateExited';
  state: string;
  type: string;
  data: Json;
};

export type Environment = {
  /** `$$.Execution` and `$$.StateMachine` of the definition. */
  execution: { Id: string; Name: string; Input: Json; StartTime: string; RoleArn: string };
  stateMachine: { Id: string; Name: string };
  perform: (call: TaskCall) => Promise<Json>;
  record: (event: FlowEvent) => void;
};

type Frame = { environment: Environment; signal: AbortSignal; map?: Json };

/** Runs a program to its end. @throws what made it fail, with the error's name in `name`. */
export async function interpret(program: Program, input: Json, frame: Frame): Promise<Json> {
  if (frame.signal.aborted) throw aborted();
  const steps = [...program.steps].map(
    ([state, step]) => [state, (given: unknown) => perform(state, step, given, frame)] as const,
  );
  const execution = program.engine.run(input, {
    context: contextOf(frame),
    overrides: { taskResourceLocalHandlers: Object.fromEntries(steps) },
  });
  const abort = () => execution.abort();
  frame.signal.addEventListener('abort', abort, { once: true });
  const recorded = record(program, execution.eventLogs, frame);
  try {
    return await execution.result;
  } catch (error) {
    throw causeOf(error);
  } finally {
    frame.signal.removeEventListener('abort', abort);
    await recorded;
  }
}

const contextOf = ({ environment, map }: Frame) => ({
  [EXECUTION_CONTEXT]: environment.execution,
  StateMachine: environment.stateMachine,
  Task: { Token: TOKEN_PLACEHOLDER },
  ...(map === undefined ? {} : { Map: { Item: map } }),
});

function causeOf(error: unknown) {
  if (error instanceof ExecutionAbortedError) return aborted();
  return error instanceof ExecutionError ? error.cause : error;
}

type EngineEvents = ReturnType<Program['engine']['run']>['eventLogs'];

async function record(program: Program, events: EngineEvents, { environment }: Frame) {
  for await (const event of events) {
    if (event.type !== 'StateEntered' && event.type !== 'StateExited') continue;
    const { name: state, input, output = null } = event.state;
    const type = program.types.get(state) ?? 'Pass';
    const data = event.type === 'StateEntered' ? input : output;
    environment.record({ kind: event.type, state, type, data });
  }
}

async function perform(
  state: string,
  { work, readInput }: Step,
  given: unknown,
  frame: Frame,
): Promise<Json> {
  const { signal } = frame;
  // The engine reports a step a moment after it is made: the history gets it before its work.
  await setImmediate();
  if (signal.aborted) throw aborted();
  const { parameters, timeoutSeconds, heartbeatSeconds, items = [] } = readInput(given);
  if (work.kind === 'parallel') {
    return together(frame, inner =>
      work.branches.map(branch => interpret(branch, parameters, inner)),
    );
  }
  if (work.kind === 'map') return forEach(work, items, parameters, frame);
  if (isTooLarge(JSON.stringify(parameters))) throw dataLimitExceeded(`input of ${state}`);
  const { resource } = work;
  const call = { state, resource, parameters, timeoutSeconds, heartbeatSeconds, signal };
  const output = await frame.environment.perform(call);
  if (isTooLarge(JSON.stringify(output))) throw dataLimitExceeded(`output of ${state}`);
  return output;
}

/** The first failure stops the others, and is the failure of the whole. */
async function together(frame: Frame, start: (inner: Frame) => Promise<Json>[]): Promise<Json> {
  const stop = new AbortController();
  const inner = { ...frame, signal: AbortSignal.any([frame.signal, stop.signal]) };
  try {
    return await Promise.all(start(inner));
  } finally {
    stop.abort();
  }
}

function forEach(work: Work & { kind: 'map' }, items: Json[], input: Json, frame: Frame) {
  const limit = pLimit(work.maxConcurrency);
  return together(frame, inner =>
    items.map((Value, Index) =>
      limit(() =>
        interpret(work.item, work.hasSelector ? input : Value, { ...inner, map: { Index, Value } }),
      ),
    ),
  );
}
