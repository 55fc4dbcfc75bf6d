import { z } from 'zod';
import type { State } from './definition.ts';
import { Json } from './json.ts';

/** Longer than any run, and short enough for a timer. */
const NO_LIMIT_SECONDS = 2_000_000;

/** What a rewritten state hands to its handler instead of its parameters alone. */
export const TaskInput = z.object({
  parameters: Json,
  timeoutSeconds: z.number(),
  heartbeatSeconds: z.number().optional(),
  items: z.array(Json).optional(),
});
export type TaskInput = z.infer<typeof TaskInput>;

/** Makes up, in the definition, for what the engine does differently from AWS. */
export function rewriteState(state: State): State {
  const common = relaxPaths(state);
  switch (state.Type) {
    case 'Task':
      return asTask(common, limits(state));
    case 'Parallel':
      return asTask(common, { timeoutSeconds: NO_LIMIT_SECONDS });
    case 'Map':
      return asTask(
        { ...common, Parameters: undefined },
        {
          timeoutSeconds: NO_LIMIT_SECONDS,
          'items.$': state.ItemsPath ?? '$',
        },
      );
    case 'Choice':
      return { ...common, Choices: state.Choices?.map(invertedTests) };
    default:
      return common;
  }
}

/** Every state that does work is a task with a handler of ours, which also knows the limits. */
function asTask(state: State, extra: Record<string, Json>): State {
  const { Branches, ItemProcessor, Iterator, ItemSelector, ItemsPath, Parameters, ...rest } = state;
  const { TimeoutSeconds, TimeoutSecondsPath, HeartbeatSeconds, HeartbeatSecondsPath, ...kept } =
    rest;
  const Resource = state.Resource ?? 'arn:aws:states:::local:composite';
  const task = { ...kept, Type: 'Task', Resource };
  if (isBare(state)) return { ...task, TimeoutSeconds: timeoutOf(state) };
  const parameters: Record<string, Json> =
    Parameters === undefined ? { 'parameters.$': '$' } : { parameters: Parameters };
  return {
    ...task,
    Parameters: { ...parameters, ...extra },
    TimeoutSecondsPath: '$.timeoutSeconds',
  };
}

/**
 * Such a state gets its input as it is and has no need of a path. That is more than shorter: the
 * engine says of an input that is null, false, 0 or empty text that `$` points nowhere.
 */
const isBare = (state: State) =>
  state.Type !== 'Map' &&
  state.Parameters === undefined &&
  state.TimeoutSecondsPath === undefined &&
  state.HeartbeatSecondsPath === undefined;

/** Reads what the handler of a rewritten state is given. */
export function inputReader(state: State): (given: unknown) => TaskInput {
  if (!isBare(state)) return given => TaskInput.parse(given);
  const timeoutSeconds = timeoutOf(state);
  const { HeartbeatSeconds: heartbeatSeconds } = state;
  return given => ({ parameters: Json.parse(given), timeoutSeconds, heartbeatSeconds });
}

const timeoutOf = ({ TimeoutSeconds = NO_LIMIT_SECONDS }: State) =>
  Math.min(TimeoutSeconds, NO_LIMIT_SECONDS);

/** Their paths point into the state's input, not into the parameters made from it. */
function limits(state: State): Record<string, Json> {
  const timeout: Record<string, Json> = state.TimeoutSecondsPath
    ? { 'timeoutSeconds.$': state.TimeoutSecondsPath }
    : { timeoutSeconds: timeoutOf(state) };
  if (state.HeartbeatSecondsPath) {
    return { ...timeout, 'heartbeatSeconds.$': state.HeartbeatSecondsPath };
  }
  return state.HeartbeatSeconds === undefined
    ? timeout
    : { ...timeout, heartbeatSeconds: state.HeartbeatSeconds };
}

/** The engine takes `$` for a field of that name. A missed heartbeat is also a timeout. */
function relaxPaths(state: State): State {
  const { ResultPath, ...rest } = state;
  return {
    ...rest,
    ...(ResultPath === undefined || ResultPath === '$' ? {} : { ResultPath }),
    ...(state.Retry && { Retry: state.Retry.map(withHeartbeat) }),
    ...(state.Catch && {
      Catch: state.Catch.map(withHeartbeat).map(({ ResultPath: path, ...catcher }) =>
        path === undefined || path === '$' ? catcher : { ...catcher, ResultPath: path },
      ),
    }),
  };
}

const withHeartbeat = <Rule extends { ErrorEquals: string[] }>(rule: Rule): Rule =>
  rule.ErrorEquals.includes('States.Timeout')
    ? { ...rule, ErrorEquals: [...rule.ErrorEquals, 'States.HeartbeatTimeout'] }
    : rule;

const TYPE_TESTS = ['IsPresent', 'IsNull', 'IsNumeric', 'IsString', 'IsBoolean', 'IsTimestamp'];
const Rule = z.record(z.string(), Json);

/** The engine ignores `IsPresent: false` and its kind; the negation of `true` means the same. */
function invertedTests(rule: Record<string, Json>): Record<string, Json> {
  const nested = Object.fromEntries(
    Object.entries(rule).map(([name, value]) => {
      if (name === 'Not') return [name, invertedTests(Rule.parse(value))];
      const isList = name === 'And' || name === 'Or';
      return [name, isList ? z.array(Rule).parse(value).map(invertedTests) : value];
    }),
  );
  const test = TYPE_TESTS.find(name => rule[name] === false);
  if (!test) return nested;
  const { Next, Variable = null } = rule;
  return { Not: { Variable, [test]: true }, ...(Next === undefined ? {} : { Next }) };
}
