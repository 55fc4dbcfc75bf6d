import * as z from 'zod';
import { AppError, type FieldError } from '../errors.ts';
import { errorSummary, explainIssue, fieldErrors } from './field-errors.ts';
import type { Route } from './route.ts';

export type QueryValues = Readonly<Record<string, string | string[]>>;

type Sent = { params: Record<string, string>; query: QueryValues; body: unknown };

const NOTHING = z.strictObject({});

/**
 * `{...body, ...query, ...params}` by the row's schemas: the path wins, whatever the body says.
 * @throws not_found where an id of the path is malformed (like an unknown one), invalid_request
 */
export function requestInput(row: Route, sent: Sent): object {
  const path = (row.params ?? NOTHING).safeParse(sent.params);
  if (!path.success) throw new AppError('not_found', 'There is no such thing.');
  const errors: FieldError[] = [];
  const read = (schema: z.ZodType, value: unknown) => {
    const result = schema.safeParse(value, { error: explainIssue });
    if (result.success) return result.data;
    errors.push(...fieldErrors(result.error));
    return {};
  };
  const query = read(row.query?.strict() ?? NOTHING, sent.query);
  const content = read(row.body ?? NOTHING, sent.body);
  if (errors.length > 0) {
    throw new AppError('invalid_request', errorSummary(errors), { errors });
  }
  return Object.assign({}, content, query, path.data);
}

/** A name that is given several times becomes a list. */
export function queryValues(rawQuery: string): QueryValues {
  const values: Record<string, string | string[]> = Object.create(null);
  const given = new URLSearchParams(rawQuery);
  for (const name of new Set(given.keys())) {
    const all = given.getAll(name);
    values[name] = all.length === 1 ? (all[0] ?? '') : all;
  }
  return values;
}
