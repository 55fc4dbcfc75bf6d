import * as z from 'zod';
import type { FieldError } from '../errors.ts';

/** More than this helps nobody, and keeps answers to hostile bodies small. */
export const MAX_ERRORS = 20;
const MAX_KEY_CHARACTERS = 60;

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

const ARTICLES: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/** Says what would be right, and never repeats what was sent: it may be a secret. */
export function explainIssue(issue: RawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    const wanted = ARTICLES[issue.expected] ?? issue.expected;
    return issue.input === undefined ? `Required: ${wanted}.` : `Must be ${wanted}.`;
  }
  if (issue.code === 'invalid_value') {
    const wanted = issue.values.map(value => JSON.stringify(value)).join(', ');
    const must = issue.values.length > 1 ? `Must be one of ${wanted}.` : `Must be ${wanted}.`;
    return issue.input === undefined ? `Required. ${must}` : must;
  }
  if (issue.code === 'invalid_union' && issue.discriminator !== undefined)
    return explainChoice(issue);
  if (issue.code === 'too_small') return `Must ${atLeast(issue)}.`;
  if (issue.code === 'too_big') return `Must ${atMost(issue)}.`;
  return undefined;
}

/** Which of several shapes is meant is said by one field, and its value names none of them. */
function explainChoice({ inst }: RawIssue) {
  if (!(inst instanceof z.ZodDiscriminatedUnion)) return undefined;
  const { discriminator, options } = inst.def;
  const values = options.flatMap(option => [...(option._zod.propValues?.[discriminator] ?? [])]);
  return `Must be one of ${values.map(value => JSON.stringify(value)).join(', ')}.`;
}

const UNITS: Record<string, string> = { string: ' characters', array: ' items', set: ' items' };

function atLeast({ origin, minimum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>) {
  const unit = UNITS[origin];
  if (unit) return `have at least ${minimum}${unit}`;
  return `be ${inclusive === false ? 'more than' : 'at least'} ${minimum}`;
}

function atMost({ origin, maximum, inclusive }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>) {
  const unit = UNITS[origin];
  if (unit) return `have at most ${maximum}${unit}`;
  return `be ${inclusive === false ? 'less than' : 'at most'} ${maximum}`;
}

/** One error for each wrong field; unknown fields are named one by one. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap(issue => toFieldErrors(issue)).slice(0, MAX_ERRORS);
}

function toFieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'invalid_union') {
    const closest = closestShape(issue.errors);
    if (closest) {
      return closest.flatMap(inner =>
        toFieldErrors({ ...inner, path: [...issue.path, ...inner.path] }),
      );
    }
  }
  if (issue.code !== 'unrecognized_keys') {
    return [{ path: fieldPath(issue.path), message: issue.message }];
  }
  return issue.keys.map(key => ({
    path: fieldPath([...issue.path, key]),
    message: 'Unknown field: remove it.',
  }));
}

/**
 * Of several shapes of an object the one that least has to be changed for; undefined where none is
 * told by its fields.
 */
function closestShape(shapes: readonly (readonly z.core.$ZodIssue[])[]) {
  const ofFields = shapes.filter(issues =>
    issues.every(({ code, path }) => path.length > 0 || code === 'unrecognized_keys'),
  );
  return ofFields.toSorted((a, b) => changes(a) - changes(b))[0];
}

const changes = (issues: readonly z.core.$ZodIssue[]) =>
  issues.reduce((sum, issue) => sum + ('keys' in issue ? issue.keys.length : 1), 0);

/** `items[2].title` */
export const fieldPath = (path: readonly PropertyKey[]) =>
  path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      const name = String(part).slice(0, MAX_KEY_CHARACTERS);
      return index === 0 ? name : `.${name}`;
    })
    .join('');

export const errorSummary = (errors: readonly FieldError[]) =>
  errors.length === 1
    ? 'One field of the request is wrong: see errors.'
    : `${errors.length} fields of the request are wrong: see errors.`;
