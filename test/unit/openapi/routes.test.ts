import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { API, FALLBACK_ENTRY } from '../../../src/api.ts';
import { routeMatcher } from '../../../src/kernel/http/match-route.ts';
import type { Route } from '../../../src/kernel/http/route.ts';
import { inputSchema, outputSchema } from '../../../src/openapi/json-schemas.ts';
import { apiEvent } from '../../support/api-event.ts';

const rows = API.flatMap(({ routes }) => routes.map((row): Route => row));
const named = rows.map(row => ({ name: `${row.method} ${row.path}`, row }));
const parameterNames = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);

test('no path hides another, in whatever order rows stand', () => {
  const shapes = rows.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
  expect(new Set(shapes).size).toBe(shapes.length);
  const matchers = [routeMatcher(rows), routeMatcher(rows.toReversed())];
  for (const row of rows) {
    const asked = { method: row.method, path: row.path.replaceAll(/\{\w+\}/g, 'x') };
    for (const match of matchers) expect(match(apiEvent(asked))).toMatchObject({ row });
  }
});

test('every use has a name of its own', () => {
  const uses = rows.map(({ use }) => use);
  expect(new Set(uses).size).toBe(uses.length);
});

test('unknown addresses go to a feature of the list', () => {
  expect(API.map(({ entry }) => entry)).toContain(FALLBACK_ENTRY);
});

describe.each(named)('$name', ({ row }) => {
  test('needs a right or is public, not both', () => {
    expect([row.right !== undefined, row.public === true].filter(Boolean)).toHaveLength(1);
  });

  test('is versioned, unless it is about the API itself', () => {
    expect(row.path).toMatch(/^\/(v1\/|docs(\/|$)|openapi\.json$)/);
  });

  test('checks exactly the parameters of its path', () => {
    const checked = Object.keys(row.params?.shape ?? {});
    expect(checked.sort()).toEqual(parameterNames(row.path).sort());
  });

  test('answers with a schema, with content or with nothing', () => {
    const answers = row.response ? 'json' : row.contentType ? 'content' : 'nothing';
    expect(answers === 'nothing').toBe(row.status === 204);
    expect(row.response !== undefined && row.contentType !== undefined).toBe(false);
  });

  test('has schemas that JSON Schema can say', () => {
    for (const schema of [row.params, row.query, row.body]) if (schema) inputSchema(schema);
    if (row.response) outputSchema(row.response);
  });

  test('refuses unknown fields of its body, also deep inside', () => {
    if (row.body) expect(openObjects(z.toJSONSchema(row.body, { io: 'input' }))).toEqual([]);
  });

  test('reads each name from one place', () => {
    const names = [row.params, row.query, row.body]
      .filter(schema => schema instanceof z.ZodObject)
      .flatMap(({ shape }) => Object.keys(shape));
    expect(new Set(names).size).toBe(names.length);
  });

  test('has examples that its own schema accepts', () => {
    const { examples = [] } = row.body?.meta() ?? {};
    for (const example of z.array(z.unknown()).parse(examples)) row.body?.parse(example);
  });
});

/** Paths of objects with named fields that would take others, too. */
function openObjects(schema: unknown, path = ''): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const isOpen = 'properties' in schema && !('additionalProperties' in schema);
  const inside = Object.entries(schema).flatMap(([key, value]) =>
    openObjects(value, `${path}/${key}`),
  );
  return isOpen ? [path, ...inside] : inside;
}
