import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startGate } from '#local/emulators/dynamodb/gate.ts';
import { accountDeps, inviteDeps } from '../../../src/wiring/accounts.ts';
import { register } from '../../../src/workspaces/register.ts';
import { startTable } from '../../support/table.ts';
import { SECRET, somebody } from '../accounts/account-api.ts';
import { type PeopleApi, startPeopleApi } from './people-api.ts';

let started: Awaited<ReturnType<typeof startTable>>;
let gate: Awaited<ReturnType<typeof startGate>>;
let dataDir: string;
beforeAll(async () => {
  started = await startTable();
  const { endpoint } = started;
  gate = await startGate({ target: () => endpoint, check: () => undefined });
  dataDir = await mkdtemp(join(tmpdir(), 'castline-operator-'));
  const port = Number(new URL(gate.endpoint).port);
  await writeFile(join(dataDir, 'ports.json'), JSON.stringify({ dynamodb: port }));
  const credentials = { accessKeyId: 'LOCALTEST', secretAccessKey: 'secret' };
  await writeFile(join(dataDir, 'credentials.json'), JSON.stringify(credentials));
});
afterAll(async () => {
  await gate.stop();
  await started.stop();
  await rm(dataDir, { recursive: true });
});

/** The command as a person gives it. */
function operator(...args: string[]) {
  const child = spawn(process.execPath, ['local/operator/main.ts', ...args]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  return new Promise<{ code: number | null; said: string }>(resolve =>
    child.on('close', code => resolve({ code, said: said.trim() })),
  );
}

test('makes an account an operator, as often as it is said, and takes it back', async () => {
  const deps = { ...accountDeps(started.table, async () => SECRET), ...inviteDeps(started.table) };
  const { email, password } = somebody();
  const { user } = await register(deps)({ email, password, time_zone: 'UTC' });
  const isOperator = async () => (await deps.accounts.findUser(user.id))?.isOperator ?? false;
  const steps = [
    { args: [email.toUpperCase()], says: 'is an operator now.', is: true },
    { args: [email], says: 'is an operator already.', is: true },
    { args: [email, '--revoke'], says: 'is no operator now.', is: false },
    { args: [email, '--revoke'], says: 'is no operator already.', is: false },
  ];
  expect(await isOperator()).toBe(false);
  for (const { args, says, is } of steps) {
    const { code, said } = await operator(...args, '--data', dataDir);
    expect([code, said]).toEqual([0, `${args[0]} ${says}`]);
    expect(await isOperator()).toBe(is);
  }
});

test.each([
  {
    name: 'an account that is not there',
    args: () => ['nobody@example.org', '--data', dataDir],
    ...{ code: 1, says: 'There is no account nobody@example.org. Register it first' },
  },
  {
    name: 'a folder without a cloud',
    args: () => ['nobody@example.org', '--data', join(dataDir, 'empty')],
    ...{ code: 1, says: 'No local cloud runs on' },
  },
  { name: 'no address', args: () => [], code: 2, says: 'npm run operator -- EMAIL' },
])('says what is wrong with $name', async ({ args, code, says }) => {
  const answer = await operator(...args());
  expect(answer.code).toBe(code);
  expect(answer.said).toContain(says);
});

test('no call of the API makes an operator', async () => {
  const api: PeopleApi = await startPeopleApi();
  try {
    const person = await api.register();
    for (const name of ['is_operator', 'isOperator']) {
      const profile = await person.patch('/v1/users/me', { [name]: true });
      expect([profile.status, profile.body.errors[0].path]).toEqual([400, name]);
      const body = { ...somebody(), [name]: true };
      const made = await api.send({ method: 'POST', path: '/v1/auth/register', body });
      expect([made.status, made.body.errors[0].path]).toEqual([400, name]);
    }
  } finally {
    await api.stop();
  }
});
