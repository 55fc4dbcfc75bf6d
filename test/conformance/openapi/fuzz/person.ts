import { expect } from 'vitest';
import type { HttpClient } from './client.ts';

const PASSWORD = 'correct horse battery';
const CONTENT = Buffer.from('no video at all');

/** Somebody with a workspace of their own, three recordings and two tasks that nobody begins. */
export async function newPerson({ send }: HttpClient, name: string) {
  const email = `${name}@example.org`;
  let token = '';
  const recordings: string[] = [];
  const tasks: string[] = [];

  async function json(method: string, path: string, value?: object) {
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(value && { 'content-type': 'application/json' }),
    };
    const body = value && Buffer.from(JSON.stringify(value));
    const reply = await send({ method, path, headers, body });
    expect(reply, `${method} ${path}`).toMatchObject({ status: expect.toBeOneOf([200, 201, 202]) });
    return JSON.parse(reply.body);
  }

  /** A session ends by some of the calls that are made. */
  async function logIn() {
    token = '';
    const { tokens } = await json('POST', '/v1/auth/login', { email, password: PASSWORD });
    token = tokens.access_token;
  }

  async function newRecording() {
    const request = { file_name: 'a.mp4', size_bytes: CONTENT.length, process: false };
    const { recording, upload } = await json('POST', '/v1/recordings', request);
    recordings.push(recording.recording_id);
    return { id: recording.recording_id as string, link: upload.missing[0].url as string };
  }

  async function newTask() {
    const { id, link } = await newRecording();
    const put = await fetch(link, { method: 'PUT', body: CONTENT });
    expect(put.status).toBe(200);
    await json('POST', `/v1/recordings/${id}/complete`, {});
    const { task_id } = await json('POST', `/v1/recordings/${id}/process`, {});
    tasks.push(task_id);
  }

  await json('POST', '/v1/auth/register', { email, password: PASSWORD });
  await logIn();
  const me = await json('GET', '/v1/users/me');
  await newTask();
  await newTask();
  await newRecording();
  return {
    workspaceId: me.workspace.id as string,
    recordings,
    tasks,
    token: () => token,
    logIn,
    newRecording,
    newTask,
    json,
  };
}

export type Person = Awaited<ReturnType<typeof newPerson>>;
