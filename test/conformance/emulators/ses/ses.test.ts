import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAuthority } from '#local/emulators/iam/authority.ts';
import { PolicyDocument } from '#local/emulators/iam/policy.contract.ts';
import { startSesServer } from '#local/emulators/ses/server.ts';
import { ROOT_KEYS } from '../../../support/root-authority.ts';

const SENDER = 'castline@example.com';
const IDENTITY = `arn:aws:ses:eu-central-1:000000000000:identity/${SENDER}`;
const { Statement } = PolicyDocument.parse({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ses:SendEmail', Resource: IDENTITY }],
});

let folder: string;
let server: Awaited<ReturnType<typeof startSesServer>>;
let client: SESv2Client;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'castline-ses-'));
  const authority = createAuthority({ root: ROOT_KEYS });
  server = await startSesServer({ folder: join(folder, 'mail'), authority });
  const arn = 'arn:aws:sts::000000000000:assumed-role/people/function';
  const credentials = authority.enroll({ name: arn, asker: { arn }, statements: Statement });
  client = clientWith(credentials);
});
afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true });
});

const clientWith = (credentials: { accessKeyId: string; secretAccessKey: string }) =>
  new SESv2Client({
    endpoint: server.endpoint,
    region: 'eu-central-1',
    credentials,
    maxAttempts: 1,
  });

const email = (change = {}) =>
  new SendEmailCommand({
    FromEmailAddress: SENDER,
    Destination: { ToAddresses: ['ada@example.org'] },
    Content: {
      Simple: { Subject: { Data: 'Grüße' }, Body: { Text: { Data: 'Hello,\n\n<b>Ada</b>.' } } },
    },
    EmailTags: [{ Name: 'operation', Value: 'inv_1' }],
    ...change,
  });

test('a mail is kept in a file that only its owner reads, and can be read at the address', async () => {
  const { MessageId } = await client.send(email());
  const names = await readdir(join(folder, 'mail'));
  expect(names).toEqual([`${MessageId}.txt`]);
  const file = join(folder, 'mail', `${MessageId}.txt`);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, 'utf8');
  expect(text).toMatch(
    /^From: castline@example.com\nTo: ada@example.org\nDate: .* GMT\nSubject: Grüße\n/,
  );
  const page = await fetch(server.endpoint);
  expect(page.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(await page.text()).toContain('Hello,\n\n<b>Ada</b>.');
});

test.each([
  {
    ...{ name: 'another sender', change: { FromEmailAddress: 'other@example.com' } },
    error: 'AccessDeniedException',
  },
  {
    ...{ name: 'nobody to send to', change: { Destination: { ToAddresses: [] } } },
    error: 'BadRequestException',
  },
  {
    ...{ name: 'a tag with a space', change: { EmailTags: [{ Name: 'a b', Value: 'c' }] } },
    error: 'BadRequestException',
  },
])('refuses $name', async ({ change, error }) => {
  await expect(client.send(email(change))).rejects.toMatchObject({ name: error });
});

test('who is not known sends nothing', async () => {
  const stranger = clientWith({ accessKeyId: 'LOCALNOBODY', secretAccessKey: 'secret' });
  await expect(stranger.send(email())).rejects.toThrow('security token');
});
