import { setTimeout as sleep } from 'node:timers/promises';
import type { z } from 'zod';

const MAX_TRIES = 5;

/** A problem document, as an error. */
export class ApiProblem extends Error {
  readonly status: number;

  constructor(status: number, text: string) {
    super(`${status}: ${text}`);
    this.name = 'ApiProblem';
    this.status = status;
  }
}

/** The API as any client sees it: plain HTTP, a token, waiting when told to. */
export function apiClient(apiUrl: string, token?: string) {
  async function send<Schema extends z.ZodType>(
    method: string,
    path: string,
    schema: Schema,
    body?: unknown,
  ): Promise<z.output<Schema>> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await fetch(apiUrl + path, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      const wait = Number(response.headers.get('retry-after'));
      if (response.status === 429 && wait > 0 && attempt < MAX_TRIES) {
        await sleep(wait * 1000);
        continue;
      }
      const text = await response.text();
      if (!response.ok) throw new ApiProblem(response.status, text);
      return schema.parse(text ? JSON.parse(text) : undefined);
    }
  }
  return {
    send,
    get: <Schema extends z.ZodType>(path: string, schema: Schema) => send('GET', path, schema),
    post: <Schema extends z.ZodType>(path: string, schema: Schema, body?: unknown) =>
      send('POST', path, schema, body),
  };
}

export type ApiClient = ReturnType<typeof apiClient>;
