import { PROGRAMS } from '../lib/functions.ts';
import { fargateDollars, lambdaDollars, transitionDollars } from '../lib/prices.ts';
import { STAGES } from '../src/pipelines/recording.ts';
import type { RecordingDetails } from '../src/recordings/recording.contract.ts';

const HOUR = 3600;

/** Beginning a stage that runs in a container, planning and finishing. */
const STEP_SECONDS = 0.05;

type Measured = { details: RecordingDetails; sourceSeconds: number; transitions: number };

/**
 * What an hour of lecture would cost, from seconds measured here: engines grow with the length,
 * steps of the state machine do not. Fargate on demand and on Spot, Lambda, Step Functions.
 */
export function hourCost({ details, sourceSeconds, transitions }: Measured) {
  const scale = HOUR / sourceSeconds;
  const seconds = (name: string) =>
    (details.stages.find(stage => stage.name === name)?.wall_seconds ?? 0) * scale;
  const containers = STAGES.flatMap(stage =>
    'size' in stage ? [{ name: stage.name, size: stage.size, seconds: seconds(stage.name) }] : [],
  );
  const fargate = (spot: boolean) =>
    containers.reduce((sum, each) => sum + fargateDollars(each.size, each.seconds, { spot }), 0);
  const inFunctions = STAGES.map(({ name, family, runsIn }) =>
    lambdaDollars(memoryOf(family), runsIn === 'function' ? seconds(name) : STEP_SECONDS),
  );
  // Plan and finish.
  const lambda = inFunctions.reduce(
    (sum, each) => sum + each,
    lambdaDollars(PROGRAMS.run.memoryMiB, 2 * STEP_SECONDS),
  );
  const states = transitionDollars(transitions);
  return {
    fargate_seconds: Object.fromEntries(containers.map(each => [each.name, each.seconds])),
    fargate_on_demand_usd: fargate(false),
    fargate_spot_usd: fargate(true),
    lambda_usd: lambda,
    step_functions_usd: states,
    total_spot_usd: fargate(true) + lambda + states,
  };
}

function memoryOf(family: string) {
  const row = PROGRAMS.families.get(family);
  if (!row) throw new Error(`No function for the family ${family}.`);
  return row.memoryMiB;
}
