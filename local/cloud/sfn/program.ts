import { StateMachine, type StateMachineDefinition } from 'aws-local-stepfunctions';
import { z } from 'zod';
import { type Machine, parseBranch, type State } from './definition.ts';
import type { Json } from './json.ts';
import { inputReader, rewriteState, type TaskInput } from './rewrite.ts';

/** What a state does that the engine leaves to us. */
export type Work =
  | { kind: 'task'; resource: string }
  | { kind: 'parallel'; branches: readonly Program[] }
  | { kind: 'map'; item: Program; hasSelector: boolean; maxConcurrency: number };

export type Step = { work: Work; readInput: (given: unknown) => TaskInput };

/** One level of a definition: the whole, a branch of a Parallel or the inside of a Map. */
export type Program = {
  engine: StateMachine;
  steps: ReadonlyMap<string, Step>;
  /** Types as written: the engine sees tasks where we run the branches. */
  types: ReadonlyMap<string, string>;
  timeoutSeconds: number | undefined;
};

/** Of an inline Map, where the definition sets no limit. */
const MOST_AT_ONCE = 40;

const Definition = z.custom<StateMachineDefinition>(value => typeof value === 'object');

/**
 * The engine runs the flow: order, choices, waits, retries, catches, paths and intrinsics. States
 * with work of their own, and those that hold other states, come to us, because only so can the
 * siblings of a failed branch be told to stop.
 */
export function compile(machine: Machine): Program {
  const states = Object.entries(machine.States);
  const rewritten = states.map(([name, state]) => [name, rewriteState(state)] as const);
  const definition = { StartAt: machine.StartAt, States: Object.fromEntries(rewritten) };
  return {
    // The rewritten form is for the engine only; CDK has validated the original one.
    engine: new StateMachine(Definition.parse(definition), {
      validationOptions: { noValidate: true },
    }),
    steps: new Map(states.flatMap(([name, state]) => stepOf(name, state))),
    types: new Map(states.map(([name, state]) => [name, state.Type])),
    timeoutSeconds: machine.TimeoutSeconds,
  };
}

function stepOf(name: string, state: State): [string, Step][] {
  const work = workOf(name, state);
  return work ? [[name, { work, readInput: inputReader(state) }]] : [];
}

function workOf(name: string, state: State): Work | undefined {
  if (state.Type === 'Task') return { kind: 'task', resource: state.Resource ?? '' };
  if (state.Type === 'Parallel') {
    const branches = (state.Branches ?? []).map(branch => compile(parseBranch(branch)));
    return { kind: 'parallel', branches };
  }
  if (state.Type !== 'Map') return undefined;
  const selector = state.ItemSelector ?? state.Parameters;
  const inside = parseBranch(state.ItemProcessor ?? state.Iterator);
  const item = compile(selector === undefined ? inside : selectFirst(name, inside, selector));
  const maxConcurrency = state.MaxConcurrency || MOST_AT_ONCE;
  return { kind: 'map', item, hasSelector: selector !== undefined, maxConcurrency };
}

/** The selector becomes the first state of each item, where `$$.Map.Item` is known. */
function selectFirst(name: string, inside: Machine, selector: Json): Machine {
  const first = `${name} (item)`;
  const select: State = { Type: 'Pass', Parameters: selector, Next: inside.StartAt };
  return { ...inside, StartAt: first, States: { ...inside.States, [first]: select } };
}
