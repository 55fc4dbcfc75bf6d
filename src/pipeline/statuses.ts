import type { ErrorCode } from '../kernel/errors.ts';

/** The statuses of a kind of subject and the allowed moves between them. */
export type Statuses<Status extends string = string> = {
  transitions: Readonly<Record<Status, readonly Status[]>>;
  /** Where a run begins, and where one that is broken off leads back to. */
  start: Status;
  /** What a run that succeeded leads to. */
  done: Status;
  /** What a run leads to that left its subject out, if that is another one. */
  skipped?: Status;
  failed: Status;
  /** From which a run may be asked for. */
  processable: readonly Status[];
  /** What to tell who asks for a run too early, by status. */
  refusals?: Readonly<Partial<Record<Status, { code: ErrorCode; message: string }>>>;
};

/**
 * The statuses from which `to` may be reached: the condition of the write that moves there.
 * Staying is always allowed: two stages of one phase may both announce it.
 */
export const statusesBefore = <Status extends string>(
  { transitions }: Pick<Statuses<Status>, 'transitions'>,
  to: Status,
): Status[] => {
  const all = Object.keys(transitions).filter((text): text is Status => text in transitions);
  return all.filter(from => from === to || transitions[from].includes(to));
};
