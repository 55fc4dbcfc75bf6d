import { expect } from 'vitest';
import { memberEntity } from '#src/adapters/dynamodb/workspaces/account-entities.ts';
import { newId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import type { WholeApi } from '../openapi/fuzz/whole-api.ts';

export type Answer = { status: number; body: ReturnType<typeof JSON.parse> };

let people = 0;

/** Somebody new with a workspace of their own, who calls the API as it is deployed. */
export async function newCustomer({ url, table }: WholeApi, time_zone = 'UTC') {
  people += 1;
  let token = '';
  async function call(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${url}/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        ...(token && { authorization: `Bearer ${token}` }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: text ? JSON.parse(text) : undefined };
  }
  async function ok(method: string, path: string, body?: unknown) {
    const answer = await call(method, path, body);
    expect(answer, `${method} ${path}`).toMatchObject({
      status: expect.toBeOneOf([200, 201, 202, 204]),
    });
    return answer.body;
  }

  const email = `customer.${people}@example.org`;
  const person = { email, password: 'correct horse battery', time_zone };
  const { tokens, user, workspace } = await ok('POST', '/auth/register', person);
  token = tokens.access_token;

  /** A recording whose original has come. */
  async function recordingOf(display_name: string) {
    const content = Buffer.from('no video at all');
    const request = {
      file_name: 'a.mp4',
      size_bytes: content.length,
      process: false,
      display_name,
    };
    const { recording, upload } = await ok('POST', '/recordings', request);
    await fetch(upload.missing[0].url, { method: 'PUT', body: content });
    return ok('POST', `/recordings/${recording.recording_id}/complete`, {});
  }

  /** From now on the person has this role. */
  async function become(role: 'viewer' | 'marketing' | 'cashier' | 'owner') {
    const key = { workspaceId: trustedWorkspaceId(workspace.id), userId: user.id };
    await memberEntity(table).patch(key).set({ role }).go();
  }

  return { call, ok, recordingOf, become, workspaceId: workspace.id as string };
}

export type Customer = Awaited<ReturnType<typeof newCustomer>>;

/** Which fields an answer names. */
export const fieldsOf = ({ body }: Answer) =>
  (body.errors ?? []).map(({ path }: { path: string }) => path);

export const unknownTemplate = () => newId('template');
