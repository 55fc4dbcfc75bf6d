import { PutObjectCommand } from '@aws-sdk/client-s3';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Table } from '#src/adapters/dynamodb/client.ts';
import { endRecordings } from '#src/adapters/dynamodb/erasure/end-recordings.ts';
import { erasureRepository } from '#src/adapters/dynamodb/erasure/erasure-repository.ts';
import { unfinishedErasures } from '#src/adapters/dynamodb/erasure/unfinished-erasures.ts';
import { removeWorkspaceRows } from '#src/adapters/dynamodb/erasure/workspace-rows.ts';
import { stuckWork } from '#src/adapters/dynamodb/pipeline/stuck-work.ts';
import { taskRepository } from '#src/adapters/dynamodb/pipeline/task-repository.ts';
import { recordingRepository } from '#src/adapters/dynamodb/recordings/recording-repository.ts';
import { listObjects } from '#src/adapters/s3/list-objects.ts';
import { workspaceFiles } from '#src/adapters/s3/workspace-files.ts';
import { isId, trustedWorkspaceId } from '#src/kernel/ids.ts';
import { eraseAccount } from '#src/workspaces/erasure/erase-account.ts';
import { sampleRecording } from '#test/support/samples.ts';
import { PASSWORD, type PeopleApi, type Somebody, startPeopleApi } from './people-api.ts';

const ME = '/v1/users/me';
let api: PeopleApi;
beforeAll(async () => {
  api = await startPeopleApi();
});
afterAll(() => api.stop());

const goodbye = (who: Somebody, more: object = {}) =>
  who.remove(ME, { password: PASSWORD, ...more });
const login = (email: string, password = PASSWORD) =>
  api.send({ method: 'POST', path: '/v1/auth/login', body: { email, password } });
const idOf = ({ id }: Somebody) => {
  if (!isId('user', id)) throw new TypeError(`${id} is no user.`);
  return id;
};

/** What the function does, on a table that may die after so many writes. */
function steps(table: Table = api.table) {
  const asked: string[] = [];
  const recordings = recordingRepository(table);
  const commands = {
    // As the admission queue's function, for recordings that have nothing.
    send: async (command: { command: string }) => {
      if ('subject' in command && command.command === 'erase') {
        const { workspaceId, id } = Object(command.subject);
        await recordings.remove({ workspaceId, recordingId: id });
      }
    },
  };
  const ports = { recordings, tasks: taskRepository(table), commands, clock: Date.now };
  const { s3, bucket: media } = api.bucket;
  const step = eraseAccount({
    erasures: erasureRepository(table),
    contents: {
      endRecordings: endRecordings(table, ports),
      removeFiles: workspaceFiles(s3, { media, published: media }),
      removeRows: workspaceId => removeWorkspaceRows(table, workspaceId),
    },
    erasureCommands: { send: async ({ userId }) => void asked.push(userId) },
    mailer: undefined,
  });
  return { step, asked };
}

/** As the sweeper: recordings that were marked, and whose command a crash lost, are erased. */
async function sweepDeletions() {
  for (const { workspaceId, id } of await stuckWork(api.table).unfinishedDeletions()) {
    if (isId('recording', id)) {
      await recordingRepository(api.table).remove({ workspaceId, recordingId: id });
    }
  }
}

/** Until nothing asks for more. */
async function runOf(who: Somebody) {
  const { step, asked } = steps();
  do {
    asked.length = 0;
    await sweepDeletions();
    await step(idOf(who));
  } while (asked.length > 0);
}

async function rowsOf(pk: string) {
  const { client, tableName: TableName } = api.table;
  const asked = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': pk } };
  const { Items = [] } = await client.send(new QueryCommand({ TableName, ...asked }));
  return Items.map(({ sk }) => sk);
}

/** What of a person is anywhere in the table, but for counts of calls. */
async function tracesOf(...ids: string[]) {
  const { client, tableName: TableName } = api.table;
  const { Items = [] } = await client.send(new ScanCommand({ TableName }));
  const rows = Items.filter(({ pk }) => !/^(RATE|ATTEMPTS|TOKEN)#/.test(String(pk)));
  const text = rows.map(row => JSON.stringify(row, (_, v) => (v instanceof Set ? [...v] : v)));
  return text.filter(row => ids.some(id => row.includes(id)));
}

/** A workspace with one of most things. */
async function furnished() {
  const who = await api.register();
  await who.post('/v1/api-keys', { name: 'A', scopes: ['recordings.read'] });
  await who.post('/v1/members/invite', { email: `${who.id}@example.com`, role: 'viewer' });
  await who.post('/v1/templates', { name: 'Labs', matching_rules: { keywords: ['lab'] } });
  const credentials = { access_token: 'vk1.a.token-of-nobody' };
  const connected = await who.post('/v1/credentials', { platform: 'vk', credentials });
  const { credential_id } = connected.body;
  await who.post('/v1/presets', { name: 'A', platform: 'vk', credential_id });
  await who.post('/v1/sources', { name: 'Uploads', platform: 'upload' });
  await who.post('/v1/thumbnails', { name: 'A', size_bytes: 12 });
  const workspaceId = trustedWorkspaceId(who.workspaceId);
  await recordingRepository(api.table).insert(sampleRecording({ workspaceId }));
  const { s3, bucket: Bucket } = api.bucket;
  for (const Key of [`workspaces/${workspaceId}/thumbnails/x`, `w/${workspaceId}/index.html`]) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'x' }));
  }
  return who;
}

test('an account is unknown at once, and nothing of it is left in the end', async () => {
  const who = await furnished();
  expect(await goodbye(who, { password: 'wrong horse' })).toMatchObject({ status: 401 });
  expect(await goodbye(who, { dry_run: true })).toMatchObject({
    status: 202,
    body: { dry_run: true, workspaces: [{ workspace_id: who.workspaceId, outcome: 'erased' }] },
  });
  expect((await who.get(ME)).status).toBe(200);
  expect(await goodbye(who)).toMatchObject({ status: 202, body: { dry_run: false } });
  expect((await who.get(ME)).status).toBe(401);
  expect((await login(who.email)).status).toBe(401);
  // The address is free when all is gone, not before.
  const body = { email: who.email, password: PASSWORD };
  const register = () => api.send({ method: 'POST', path: '/v1/auth/register', body });
  expect((await register()).status).toBe(409);
  expect(await unfinishedErasures(api.table).list()).toContain(who.id);
  await runOf(who);
  expect(await unfinishedErasures(api.table).list()).not.toContain(who.id);
  expect(await tracesOf(who.id, who.workspaceId, who.email)).toEqual([]);
  const bucket = api.bucket;
  expect(await listObjects(bucket, `workspaces/${who.workspaceId}/`)).toEqual([]);
  expect(await listObjects(bucket, `w/${who.workspaceId}/`)).toEqual([]);
  expect((await register()).status).toBe(201);
});

test('of a workspace with others only the membership goes, with an entry', async () => {
  const owner = await api.register();
  const viewer = await api.join(owner, 'viewer');
  expect(await goodbye(viewer)).toMatchObject({ body: { workspaces: [{ outcome: 'left' }] } });
  await runOf(viewer);
  expect((await owner.get('/v1/members')).body.items).toHaveLength(1);
  const { items } = (await owner.get('/v1/audit')).body;
  expect(items[0]).toMatchObject({ action: 'member.remove', actor: viewer.id, target: viewer.id });
  expect(await rowsOf(`USER#${viewer.id}`)).toEqual([]);
});

test('whoever owns a workspace alone hands it on first', async () => {
  const owner = await api.register();
  const other = await api.join(owner, 'manager');
  expect(await goodbye(owner)).toMatchObject({ status: 409, body: { code: 'last_owner' } });
  expect((await owner.get(ME)).status).toBe(200);
  await owner.patch(`/v1/members/${other.id}`, { role: 'owner', version: 1 });
  expect(await goodbye(owner)).toMatchObject({ status: 202 });
  await runOf(owner);
  expect((await other.get('/v1/workspaces')).body.items).toHaveLength(1);
  // Now it is theirs alone.
  expect(await goodbye(other)).toMatchObject({ body: { workspaces: [{ outcome: 'erased' }] } });
});

test('two owners who leave at once leave nobody without an owner', async () => {
  const first = await api.register();
  const second = await api.join(first, 'owner');
  const replies = await Promise.all([goodbye(first), goodbye(second)]);
  // Or the second is alone by then, and it goes with them.
  const ends = replies.map(({ status, body }) => body.workspaces?.[0].outcome ?? status);
  expect(ends.filter(end => end === 'left').length).toBeLessThanOrEqual(1);
  expect(ends).not.toEqual(['erased', 'erased']);
});

test('killed after any write, the next message goes on, and all is gone', async () => {
  const who = await furnished();
  await goodbye(who);
  for (let writes = 1; writes < 80; writes += 1) {
    let left = writes;
    const send = (command: { constructor: { name: string } }) => {
      const reads = /^(Get|Query)/.test(command.constructor.name);
      if (!reads && left <= 0) throw new Error('killed');
      if (!reads) left -= 1;
      return api.table.client.send(command as never);
    };
    const client = Object.create(api.table.client, { send: { value: send } });
    await steps({ ...api.table, client })
      .step(idOf(who))
      .catch(() => undefined);
  }
  await runOf(who);
  expect(await tracesOf(who.id, who.workspaceId, who.email)).toEqual([]);
});
