import { gapsBetween, joinTouching, type Range } from '../../documents/ranges.ts';
import { AppError, type FieldError } from '../../kernel/errors.ts';
import type { ChangeEdit } from './edit.contract.ts';

/** Clients show and send back milliseconds. */
const ROUNDING_SECONDS = 0.001;

/**
 * What a request leaves out, in order, joined and inside the original.
 * @throws invalid_request naming each range that reaches beyond it.
 */
export function requestedCuts({ kept, cuts }: ChangeEdit, sourceSeconds: number): Range[] {
  const [field, requested] = kept ? (['kept', kept] as const) : (['cuts', cuts ?? []] as const);
  const errors = requested.flatMap((range, index) =>
    beyond(`${field}[${index}]`, range, sourceSeconds),
  );
  if (errors.length > 0) {
    throw new AppError('invalid_request', 'Some ranges lie outside the recording.', { errors });
  }
  const inside = requested.map(({ start, end }) => ({ start, end: Math.min(end, sourceSeconds) }));
  const ordered = joinTouching(inside.sort((a, b) => a.start - b.start));
  return kept ? gapsBetween(ordered, sourceSeconds) : ordered;
}

function beyond(path: string, { start, end }: Range, sourceSeconds: number): FieldError[] {
  const message = `The recording ends at ${sourceSeconds} seconds.`;
  if (start >= sourceSeconds) return [{ path: `${path}.start`, message }];
  return end > sourceSeconds + ROUNDING_SECONDS ? [{ path: `${path}.end`, message }] : [];
}
