import * as z from 'zod';
import type { ApiDeps } from './api-deps.ts';
import type { Answer } from './idempotency.ts';
import type { Route } from './route.ts';

/**
 * The answer of a success, through the row's own schema: what the schema does not name is left
 * out. A mismatch is our bug, so production logs it and answers with what there is.
 */
export function jsonAnswer(row: Route, result: unknown, deps: ApiDeps, input: object): Answer {
  if (row.preview && isDry(input)) return jsonOf(200, {}, checked(row, row.preview, result, deps));
  const status = row.status ?? (row.response ? 200 : 204);
  const headers: Record<string, string> = row.location
    ? { location: filled(row.location, result) }
    : {};
  if (!row.response) return { status, headers, body: '' };
  return jsonOf(status, headers, checked(row, row.response, result, deps));
}

const isDry = (input: object) => 'dry_run' in input && input.dry_run === true;

const jsonOf = (status: number, headers: Record<string, string>, body: unknown): Answer => ({
  status,
  headers: { ...headers, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

function checked(row: Route, schema: z.ZodType, result: unknown, deps: ApiDeps) {
  const parsed = schema.safeParse(result);
  if (parsed.success) return parsed.data;
  const where = `${row.method} ${row.path}`;
  const fields = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
  if (deps.responseMismatch === 'throw') {
    throw new TypeError(`The answer of ${where} is not as its row says: ${fields.join('; ')}`);
  }
  deps.log.error('answer is not as its row says', { route: where, fields });
  return result;
}

const Fields = z.record(z.string(), z.unknown());

function filled(template: string, result: unknown) {
  const fields = Fields.parse(result);
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(fields[name])),
  );
}
