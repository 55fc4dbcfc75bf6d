import { AppError, type FieldError } from '../errors.ts';
import { errorSummary, fieldPath, MAX_ERRORS } from './field-errors.ts';

const isInherited = (name: string) => name === 'prototype' || name in Object.prototype;

/**
 * Refuses names that every object has already, such as `__proto__`, at any depth: whoever copies
 * or looks one up would read or change something else. Free-form objects would let them through.
 * @throws invalid_request
 */
export function assertFieldNames(value: unknown) {
  const errors = inheritedNames(value, []).slice(0, MAX_ERRORS);
  if (errors.length > 0) throw new AppError('invalid_request', errorSummary(errors), { errors });
}

function inheritedNames(value: unknown, path: readonly (string | number)[]): FieldError[] {
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => inheritedNames(item, [...path, index]));
  }
  return Object.entries(value).flatMap(([name, inside]) => {
    const here = [...path, name];
    if (!isInherited(name)) return inheritedNames(inside, here);
    return [{ path: fieldPath(here), message: 'No field can have this name: remove it.' }];
  });
}
