export type BenchOptions = {
  /** Length of the lecture that is worked on. */
  seconds: number;
  rounds: number;
  json: boolean;
};

/** Runs, and answers what to print. */
export type Bench = (options: BenchOptions) => Promise<string>;
