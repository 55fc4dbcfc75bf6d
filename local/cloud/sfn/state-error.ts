/** A failure of a state under its name in the Amazon States Language; `message` is the cause. */
export class StateError extends Error {
  constructor(name: string, cause: string) {
    super(cause);
    this.name = name;
  }
}

/** One that no retry and no catch may see. The engine looks at these two fields. */
export class TerminalError extends StateError {
  readonly isRetryable = false;
  readonly isCatchable = false;
}

/** Ends what still runs of an aborted branch or execution, without a trace in its result. */
export const aborted = () => new TerminalError('Aborted', 'The state was aborted.');

export const dataLimitExceeded = (where: string) =>
  new TerminalError(
    'States.DataLimitExceeded',
    `The ${where} exceeded the maximum number of bytes service limit.`,
  );
