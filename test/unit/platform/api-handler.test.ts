import { expect, test } from 'vitest';
import { z } from 'zod';
import { apiHandler } from '../../../src/platform/api-handler.ts';
import { trustedWorkspaceId } from '../../../src/platform/ids.ts';
import type { Caller, Route } from '../../../src/platform/route.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../support/api-event.ts';
import { memoryApiDeps } from '../../support/memory-api-deps.ts';

const Note = z.object({ id: z.string(), text: z.string() });

const routes = [
  {
    method: 'POST',
    path: '/v1/notes/{id}',
    summary: 'Writes a note.',
    role: 'manager',
    params: z.strictObject({ id: z.string().regex(/^n\d+$/) }),
    query: z.object({ loud: z.stringbool().default(false) }),
    body: z.strictObject({ text: z.string().min(2), tags: z.array(z.string()).max(2).optional() }),
    response: Note,
    status: 201,
    location: '/v1/notes/{id}',
    use: 'writeNote',
  },
  {
    method: 'DELETE',
    path: '/v1/notes/{id}',
    summary: 'Deletes.',
    role: 'owner',
    params: z.strictObject({ id: z.string() }),
    use: 'deleteNote',
    status: 204,
  },
  {
    method: 'GET',
    path: '/v1/open',
    summary: 'Open.',
    public: true,
    response: z.object({ ok: z.boolean() }),
    use: 'open',
  },
] as const satisfies readonly Route[];

const caller: Caller = {
  userId: 'usr_1',
  workspaceId: trustedWorkspaceId(`wsp_${'0'.repeat(26)}`),
  role: 'manager',
  sessionId: 'ses_1',
};

function setUp() {
  const memory = memoryApiDeps();
  const handler = apiHandler(
    routes,
    {
      writeNote: async (_caller, { id, text, loud }) => ({
        id,
        text: loud ? text.toUpperCase() : text,
      }),
      deleteNote: async () => undefined,
      open: async () => ({ ok: true }),
    },
    memory.deps,
  );
  return {
    ...memory,
    send: (asked: Parameters<typeof apiEvent>[0]) => handler(apiEvent(asked), lambdaContext()),
  };
}

test('a parsed request reaches its use case and the answer leaves as its row says', async () => {
  const { send } = setUp();
  const result = await send({
    method: 'POST',
    path: '/v1/notes/n1',
    query: 'loud=true',
    body: { text: 'hi' },
    caller,
    requestId: 'r-1',
  });
  expect(result).toMatchObject({
    statusCode: 201,
    headers: {
      location: '/v1/notes/n1',
      'content-type': 'application/json',
      'x-request-id': 'r-1',
      'cache-control': 'no-store',
      'ratelimit-limit': '60',
      'ratelimit-remaining': '59',
    },
  });
  expect(jsonOf(result)).toEqual({ id: 'n1', text: 'HI' });
});
