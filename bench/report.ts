import type { hourCost } from './cost.ts';
import type { Latency } from './latency/api-latency.ts';
import { latencyLines } from './latency/latency-report.ts';

export type BenchResults = {
  lecture_seconds: number;
  engines_alone: Record<string, number>;
  longest_path_seconds: number;
  pipeline_seconds: number;
  overhead_seconds: number;
  overhead_ratio: number;
  without_speech_to_text: {
    longest_path_seconds: number;
    pipeline_seconds: number;
    overhead_ratio: number;
  };
  hour_of_lecture: ReturnType<typeof hourCost>;
  api_milliseconds: Latency[];
};

const row = (name: string, value: string) => `  ${name.padEnd(34)} ${value}`;
const seconds = (value: number) => `${value.toFixed(2)} s`;
const dollars = (value: number) => `$${value.toFixed(4)}`;

/** The bench for people. */
export function report(results: BenchResults): string {
  const cost = results.hour_of_lecture;
  const without = results.without_speech_to_text;
  return [
    `Pipeline, a lecture of ${results.lecture_seconds.toFixed(0)} s`,
    ...Object.entries(results.engines_alone).map(([name, value]) =>
      row(`engine alone: ${name}`, seconds(value)),
    ),
    row('longest path of engines alone', seconds(results.longest_path_seconds)),
    row('whole pipeline', seconds(results.pipeline_seconds)),
    row(
      'overhead',
      `${seconds(results.overhead_seconds)}, ratio ${results.overhead_ratio.toFixed(3)}`,
    ),
    row('without speech to text: engines', seconds(without.longest_path_seconds)),
    row(
      'without speech to text: pipeline',
      `${seconds(without.pipeline_seconds)}, ratio ${without.overhead_ratio.toFixed(3)}`,
    ),
    'An hour of lecture at list prices, from the seconds above',
    row('Fargate on demand', dollars(cost.fargate_on_demand_usd)),
    row('Fargate on Spot', dollars(cost.fargate_spot_usd)),
    row('Lambda', dollars(cost.lambda_usd)),
    row('Step Functions', dollars(cost.step_functions_usd)),
    row('all, on Spot', dollars(cost.total_spot_usd)),
    'API on the local cloud, one client, and how many times a handler that does nothing',
    ...latencyLines(results.api_milliseconds),
  ].join('\n');
}
