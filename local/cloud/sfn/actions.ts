import { z } from 'zod';
import { type Action, action } from '../../emulators/wire/aws-json.ts';
import { WireError } from '../../emulators/wire/wire-error.ts';
import type { Executions, MachineSpec } from './executions.ts';
import { toHistoryEvent } from './history.ts';
import { isTooLarge, tryParse } from './json.ts';
import type { SfnOperation } from './operations.ts';
import { StateError } from './state-error.ts';
import { type Execution, ExecutionStatus, type ExecutionStore } from './store.ts';
import type { TokenDesk } from './tokens.ts';

export type SfnParts = {
  executions: Executions;
  store: ExecutionStore;
  tokens: TokenDesk;
  machines: readonly MachineSpec[];
  startedAt: number;
};

const seconds = (milliseconds: number | null) =>
  milliseconds === null ? undefined : milliseconds / 1000;

const Paged = {
  maxResults: z.int().min(0).max(1000).default(100),
  nextToken: z.string().optional(),
};
const ExecutionArn = z.object({ executionArn: z.string() });
const Token = z.string().min(1).max(2048);

/** What each operation of Step Functions does. */
export const sfnActions = (parts: SfnParts): Record<SfnOperation, Action> => ({
  ...executionActions(parts),
  ...machineActions(parts),
  ...tokenActions(parts.tokens),
});

function executionActions({ executions, store }: SfnParts) {
  return {
    StartExecution: action(
      z.object({
        stateMachineArn: z.string(),
        name: z.string().optional(),
        input: z.string().default('{}'),
      }),
      ({ stateMachineArn: machineArn, name, input }) => {
        const { arn, startedAt } = executions.start({ machineArn, name, input });
        return { executionArn: arn, startDate: seconds(startedAt) };
      },
    ),
    DescribeExecution: action(ExecutionArn, ({ executionArn }) => ({
      ...summary(executions.find(executionArn)),
      ...ending(executions.find(executionArn)),
    })),
    StopExecution: action(
      ExecutionArn.extend({ error: z.string().optional(), cause: z.string().optional() }),
      ({ executionArn, error, cause }) => {
        executions.stop(executionArn, { error, cause });
        return { stopDate: seconds(executions.find(executionArn).stoppedAt) };
      },
    ),
    ListExecutions: action(
      z.object({
        stateMachineArn: z.string(),
        statusFilter: ExecutionStatus.optional(),
        ...Paged,
      }),
      ({ stateMachineArn, statusFilter, ...wanted }) => {
        const { items, ...rest } = page(store.list(stateMachineArn, statusFilter), wanted);
        return { executions: items.map(summary), ...rest };
      },
    ),
    GetExecutionHistory: action(
      ExecutionArn.extend({ ...Paged, reverseOrder: z.boolean().default(false) }),
      ({ executionArn, reverseOrder, ...wanted }) => {
        executions.find(executionArn);
        const rows = store.events(executionArn);
        const { items, ...rest } = page(reverseOrder ? rows.reverse() : rows, wanted);
        return { events: items.map(toHistoryEvent), ...rest };
      },
    ),
  };
}

function machineActions({ machines, startedAt }: SfnParts) {
  const summaryOf = ({ arn, name }: MachineSpec) => ({
    stateMachineArn: arn,
    name,
    type: 'STANDARD',
    creationDate: seconds(startedAt),
  });
  return {
    ListStateMachines: action(z.object(Paged), wanted => {
      const { items, ...rest } = page(machines, wanted);
      return { stateMachines: items.map(summaryOf), ...rest };
    }),
  };
}

function tokenActions(tokens: TokenDesk) {
  return {
    SendTaskSuccess: action(
      z.object({ taskToken: Token, output: z.string() }),
      ({ taskToken, output }) => {
        const parsed = tryParse(output);
        if (!parsed || isTooLarge(output)) {
          throw new WireError('InvalidOutput', 'Invalid Output: not JSON, or too large.');
        }
        tokens.find(taskToken).succeed(parsed.value);
        return {};
      },
    ),
    SendTaskFailure: action(
      z.object({
        taskToken: Token,
        error: z.string().max(256).default(''),
        cause: z.string().max(32_768).default(''),
      }),
      ({ taskToken, error, cause }) => {
        tokens.find(taskToken).fail(new StateError(error, cause));
        return {};
      },
    ),
    SendTaskHeartbeat: action(z.object({ taskToken: Token }), ({ taskToken }) => {
      tokens.find(taskToken).beat();
      return {};
    }),
  };
}

const summary = (execution: Execution) => ({
  executionArn: execution.arn,
  stateMachineArn: execution.machineArn,
  name: execution.name,
  status: execution.status,
  startDate: seconds(execution.startedAt),
  stopDate: seconds(execution.stoppedAt),
  redriveCount: execution.restarts,
});

const ending = ({ input, output, error, cause }: Execution) => ({
  input,
  output: output ?? undefined,
  error: error ?? undefined,
  cause: cause ?? undefined,
});

/** The token is the place of the next item. */
function page<Item>(
  all: readonly Item[],
  { maxResults, nextToken }: { maxResults: number; nextToken?: string | undefined },
) {
  const start = Number(nextToken ?? 0);
  if (!Number.isInteger(start))
    throw new WireError('InvalidToken', `Invalid Token: '${nextToken}'`);
  const end = start + (maxResults || 100);
  const items = all.slice(start, end);
  return end < all.length ? { items, nextToken: String(end) } : { items };
}
