import * as z from 'zod';
import { stateMachineRuns } from '../adapters/stepfunctions/runs.ts';
import { environment } from './environment.ts';

/** Starts and stops runs of the state machines. */
export const runPort = () => ({
  runs: stateMachineRuns(
    environment({ STATE_MACHINE_PREFIX: z.string().min(1) }).STATE_MACHINE_PREFIX,
  ),
});
