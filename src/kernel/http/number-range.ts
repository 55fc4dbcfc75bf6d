import { AppError, type FieldError } from '../errors.ts';
import { errorSummary, fieldPath, MAX_ERRORS } from './field-errors.ts';

/** DynamoDB keeps 1e-130 to 1e125; nothing that anybody measures comes near. */
const LEAST = 1e-100;
const MOST = 1e100;
const MESSAGE = `No number may be larger than ${MOST}, or nearer to 0 than ${LEAST}.`;

/**
 * Refuses numbers that no table could keep, at any depth.
 * @throws invalid_request
 */
export function assertNumberRange(value: unknown) {
  const errors = strayNumbers(value, []).slice(0, MAX_ERRORS);
  if (errors.length > 0) throw new AppError('invalid_request', errorSummary(errors), { errors });
}

function strayNumbers(value: unknown, path: readonly (string | number)[]): FieldError[] {
  if (typeof value === 'number') {
    const size = Math.abs(value);
    const isKept = size === 0 || (size >= LEAST && size <= MOST);
    return isKept ? [] : [{ path: fieldPath(path), message: MESSAGE }];
  }
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => strayNumbers(item, [...path, index]));
  }
  return Object.entries(value).flatMap(([name, inside]) => strayNumbers(inside, [...path, name]));
}
