export type BenchOptions = {
  /** Length of the lecture that is worked on. */
  seconds: number;
  rounds: number;
  json: boolean;
  /** Three hours and hundreds of cuts instead of the usual comparison. */
  stress: boolean;
  /** Seeds of damaged variants: the first, and how many. */
  from: number;
  count: number;
};

/** Runs, and answers what to print. */
export type Bench = (options: BenchOptions) => Promise<string>;
