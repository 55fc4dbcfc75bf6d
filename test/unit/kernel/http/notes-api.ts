import { z } from 'zod';
import { AppError } from '../../../../src/kernel/errors.ts';
import type { ApiDeps } from '../../../../src/kernel/http/api-deps.ts';
import { apiHandler } from '../../../../src/kernel/http/api-handler.ts';
import type { Role } from '../../../../src/kernel/http/rights.ts';
import type { Person, Program, Route } from '../../../../src/kernel/http/route.ts';
import { newId, trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import { apiEvent, jsonOf, lambdaContext } from '../../../support/api-event.ts';
import { memoryApiDeps } from '../../../support/memory-api-deps.ts';

const NoteParams = z.strictObject({ id: z.string().regex(/^n\d+$/) });

/** A small API with every kind of row. */
export const noteRoutes = [
  {
    method: 'POST',
    path: '/v1/notes',
    summary: 'Write a note',
    right: 'recordings.change',
    query: z.object({ loud: z.stringbool().default(false), tag: z.array(z.string()).optional() }),
    body: z.strictObject({
      text: z.string().min(2).max(100),
      password: z.string().optional(),
      color: z.literal(['red', 'blue']).optional(),
      pages: z.int().min(1).max(9).optional(),
      lines: z.array(z.strictObject({ size: z.number() })).optional(),
    }),
    response: z.object({ id: z.string(), text: z.string(), operation: z.string() }),
    status: 201,
    location: '/v1/notes/{id}',
    refuses: ['conflict'],
    use: 'writeNote',
  },
  {
    method: 'GET',
    path: '/v1/notes/{id}',
    summary: 'Read a note',
    right: 'recordings.read',
    params: NoteParams,
    response: z.object({ id: z.string() }),
    use: 'readNote',
  },
  {
    method: 'DELETE',
    path: '/v1/notes/{id}',
    summary: 'Delete a note',
    right: 'workspace.change',
    params: NoteParams,
    status: 204,
    use: 'deleteNote',
  },
  {
    method: 'POST',
    path: '/v1/keys',
    summary: 'Make a key',
    right: 'keys.change',
    secret: true,
    response: z.object({ key: z.string() }),
    use: 'makeKey',
  },
  {
    method: 'GET',
    path: '/v1/open',
    summary: 'Answer anybody',
    public: true,
    response: z.object({ ok: z.boolean() }),
    use: 'open',
  },
  {
    method: 'GET',
    path: '/page',
    summary: 'A page',
    public: true,
    contentType: 'text/html; charset=utf-8',
    use: 'page',
  },
] as const satisfies readonly Route[];

const workspaceId = trustedWorkspaceId(`wsp_${'0'.repeat(26)}`);

export const callerAs = (role: Role): Person => ({
  kind: 'person',
  userId: 'usr_00000000000000000000000001',
  workspaceId,
  role,
  isOperator: false,
  sessionId: 'ses_00000000000000000000000001',
});

export const programWith = (...scopes: Program['scopes'][number][]): Program => ({
  kind: 'key',
  keyId: newId('apiKey'),
  workspaceId,
  scopes,
});

type Asked = Parameters<typeof apiEvent>[0];

export function startNotesApi(overrides: Partial<ApiDeps> = {}) {
  const memory = memoryApiDeps(overrides);
  let written = 0;
  let beforeAnswer: () => unknown = () => undefined;
  const handler = apiHandler(
    noteRoutes,
    {
      writeNote: async (_caller, { text, loud }, { operationId }) => {
        await beforeAnswer();
        written += 1;
        return {
          id: `n${written}`,
          text: loud ? text.toUpperCase() : text,
          operation: operationId,
        };
      },
      readNote: async (_caller, { id }) => {
        await beforeAnswer();
        if (id === 'n404') throw new AppError('not_found', 'No such note.');
        return { id, secretColumn: 'never leaves' };
      },
      deleteNote: async () => undefined,
      makeKey: async () => {
        written += 1;
        return { key: `key-${written}` };
      },
      open: async () => ((await beforeAnswer()) ?? { ok: true }) as { ok: boolean },
      page: async () => ({ body: '<p>é', headers: { 'cache-control': 'public' } }),
    },
    memory.deps,
  );
  const send = async (asked: Asked, context = lambdaContext()) => {
    const result = await handler(apiEvent(asked), context);
    const body = result.headers['content-type']?.includes('json') ? jsonOf(result) : result.body;
    return { status: result.statusCode, headers: result.headers, body };
  };
  const write = (asked: Partial<Asked> = {}) =>
    send({
      method: 'POST',
      path: '/v1/notes',
      body: { text: 'hello' },
      caller: callerAs('manager'),
      ...asked,
    });
  return {
    ...memory,
    send,
    write,
    written: () => written,
    /** Runs inside the use case. */
    during: (run: () => unknown) => {
      beforeAnswer = run;
    },
  };
}
