import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from '@hey-api/openapi-ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API } from '#src/api.ts';
import { openApiDocument } from '#src/openapi/document.ts';
import { startWholeApi, type WholeApi } from './fuzz/whole-api.ts';

/** Below the checkout, so that the compiler finds its own types. */
const FOLDER = join('.castline', 'typed-client');

/** What somebody writes against the client; the compiler must refuse what the API would. */
const PROGRAM = `
import { createClient } from './made/client/index.ts';
import { createRecording, getRecording, listRecordings, register } from './made/sdk.gen.ts';

export async function firstSteps(baseUrl: string) {
  const client = createClient({ baseUrl });
  const person = { email: 'ada@example.org', password: 'correct horse battery' };
  const { data: account } = await register({ client, body: person, throwOnError: true });
  const auth = account.tokens.access_token;
  const body = { file_name: 'lecture.mp4', size_bytes: 12, process: false };
  const made = await createRecording({ client, auth, body, throwOnError: true });
  const { recording_id } = made.data.recording;
  const one = await getRecording({ client, auth, path: { recording_id }, throwOnError: true });
  const list = await listRecordings({ client, auth, query: { limit: 5 }, throwOnError: true });
  const unknown = { recording_id: 'rec_00000000000000000000000000' } as const;
  const { error } = await getRecording({ client, auth, path: unknown });
  return { status: one.data.status, listed: list.data.items.length, code: error?.code };
}

export const wrong = (client: ReturnType<typeof createClient>) => [
  // @ts-expect-error a file has a name
  () => createRecording({ client, body: { size_bytes: 12 } }),
  // @ts-expect-error a list has no such filter
  () => listRecordings({ client, query: { colour: 'red' } }),
  // @ts-expect-error one recording needs its id
  () => getRecording({ client }),
];
`;

let api: WholeApi;
beforeAll(async () => {
  api = await startWholeApi();
  await rm(FOLDER, { recursive: true, force: true });
  await mkdir(FOLDER, { recursive: true });
  await createClient({
    input: JSON.parse(JSON.stringify(openApiDocument(API))),
    output: { path: join(FOLDER, 'made'), importFileExtension: '.ts' },
    plugins: ['@hey-api/typescript', '@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  });
  await writeFile(join(FOLDER, 'program.ts'), PROGRAM);
});
afterAll(() => api.stop());

test('a client made of the document compiles, and refuses what the API would', async () => {
  const compiler = join('node_modules', '.bin', 'tsc');
  const options = [
    ...['--noEmit', '--strict', '--skipLibCheck', '--ignoreConfig'],
    ...['--module', 'esnext', '--moduleResolution', 'bundler', '--target', 'esnext'],
    ...['--allowImportingTsExtensions', '--lib', 'esnext,dom,dom.iterable'],
  ];
  const compiled = promisify(execFile)(compiler, [...options, join(FOLDER, 'program.ts')]);
  await expect(compiled).resolves.toMatchObject({ stdout: '' });
});

test('it speaks with the API', async () => {
  const program = await import(/* @vite-ignore */ join(process.cwd(), FOLDER, 'program.ts'));
  expect(await program.firstSteps(api.url)).toEqual({
    status: 'DOWNLOADING',
    listed: 1,
    code: 'not_found',
  });
});
