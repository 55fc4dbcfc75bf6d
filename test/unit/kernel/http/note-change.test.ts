import { expect, test } from 'vitest';
import * as z from 'zod';
import { apiHandler } from '../../../../src/kernel/http/api-handler.ts';
import type { NotedChange } from '../../../../src/kernel/http/note-change.ts';
import type { Route } from '../../../../src/kernel/http/route.ts';
import { apiEvent, lambdaContext } from '../../../support/api-event.ts';
import { personOf } from '../../../support/callers.ts';
import { memoryApiDeps } from '../../../support/memory-api-deps.ts';

const ROUTES = [
  {
    method: 'PATCH',
    path: '/v1/films/{film_id}',
    summary: 'Change a film',
    right: 'recordings.change',
    params: z.strictObject({ film_id: z.string() }),
    body: z.strictObject({ name: z.string().optional(), secret: z.string().optional() }),
    noted: { action: 'recording.change', after: ['name'], onlyWith: 'name' },
    status: 204,
    use: 'changeFilm',
  },
  {
    method: 'POST',
    path: '/v1/films',
    summary: 'Make a film',
    right: 'recordings.change',
    response: z.strictObject({ film: z.strictObject({ id: z.string() }) }),
    noted: { action: 'recording.create', made: 'film.id' },
    status: 201,
    use: 'makeFilm',
  },
] as const satisfies readonly Route[];

function world(fails = false) {
  const told: NotedChange[] = [];
  const { deps } = memoryApiDeps({ note: async (_who, change) => void told.push(change) });
  const useCases = {
    changeFilm: async () => {
      if (fails) throw new Error('no');
    },
    makeFilm: async () => ({ film: { id: 'rec_7' } }),
  };
  const handler = apiHandler(ROUTES, useCases, deps);
  const send = (method: string, path: string, body?: object) =>
    handler(apiEvent({ method, path, body, caller: personOf() }), lambdaContext());
  return { told, send };
}

test('what succeeded is noted, with the fields that the row names', async () => {
  const it = world();
  await it.send('PATCH', '/v1/films/rec_1', { name: 'New', secret: 'x' });
  await it.send('POST', '/v1/films');
  expect(it.told).toEqual([
    { action: 'recording.change', target: 'rec_1', after: { name: 'New' } },
    { action: 'recording.create', target: 'rec_7' },
  ]);
});

test('what failed, or touched nothing of it, is not', async () => {
  const it = world();
  await it.send('PATCH', '/v1/films/rec_1', { secret: 'x' });
  await it.send('PATCH', '/v1/films/rec_1', { surplus: 1 });
  const failing = world(true);
  await failing.send('PATCH', '/v1/films/rec_1', { name: 'New' });
  expect([...it.told, ...failing.told]).toEqual([]);
});

test('a function that cannot note what its rows want noted does not start', () => {
  const { note: _none, ...deps } = memoryApiDeps().deps;
  const useCases = {
    changeFilm: async () => undefined,
    makeFilm: async () => ({ film: { id: '' } }),
  };
  expect(() => apiHandler(ROUTES, useCases, deps)).toThrow(TypeError);
});
