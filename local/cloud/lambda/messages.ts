/** What the pool tells a worker thread and what it is told back. */
export type WorkerSettings = {
  /** Absolute path of the module that exports `handler`. */
  entry: string;
  compileCache: string | undefined;
};

export type Work = {
  requestId: string;
  event: unknown;
  /** Epoch milliseconds at which the function is stopped, counted from the start of the work. */
  timeoutMs: number;
  functionName: string;
  functionArn: string;
  memoryMiB: number;
};

export type Report =
  | { kind: 'ready' }
  | { kind: 'done'; payload: string }
  | { kind: 'failed'; error: FunctionError };

/** What AWS answers for a function that threw. */
export type FunctionError = { errorType: string; errorMessage: string; trace?: string[] };
