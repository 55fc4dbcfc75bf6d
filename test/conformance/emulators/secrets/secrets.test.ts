import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  type SecretsServer,
  startSecretsServer,
} from '../../../../local/emulators/secrets/server.ts';
import { ROOT_KEYS, rootAuthority } from '../../../support/root-authority.ts';

const credentials = ROOT_KEYS;
const authority = rootAuthority();
const clientOf = ({ endpoint }: SecretsServer) =>
  new SecretsManagerClient({ endpoint, region: 'eu-central-1', credentials });

let folder: string;
let file: string;
let server: SecretsServer;
let client: SecretsManagerClient;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'secrets-'));
  file = join(folder, 'state', 'secrets.json');
  server = await startSecretsServer({ file, authority });
  client = clientOf(server);
});

afterEach(async () => {
  client.destroy();
  await server.stop();
  await rm(folder, { recursive: true });
});

test('a secret is read by name, by ARN and by ARN without its end', async () => {
  const { ARN = '' } = await client.send(
    new CreateSecretCommand({ Name: 'provider/openai', SecretString: 'sk-1' }),
  );
  for (const SecretId of ['provider/openai', ARN, ARN.slice(0, -7)]) {
    const found = await client.send(new GetSecretValueCommand({ SecretId }));
    expect(found).toMatchObject({ SecretString: 'sk-1', ARN, VersionStages: ['AWSCURRENT'] });
  }
});

test('a new value is current and the old one previous', async () => {
  await client.send(new CreateSecretCommand({ Name: 'key', SecretString: 'old' }));
  await client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: 'middle' }));
  await client.send(new PutSecretValueCommand({ SecretId: 'key', SecretString: 'new' }));
  const value = (VersionStage?: string) =>
    client.send(new GetSecretValueCommand({ SecretId: 'key', VersionStage }));
  expect((await value()).SecretString).toBe('new');
  expect((await value('AWSPREVIOUS')).SecretString).toBe('middle');
});

test('bytes come back as they went in', async () => {
  const SecretBinary = Uint8Array.of(0, 255, 10, 13);
  await client.send(new CreateSecretCommand({ Name: 'raw', SecretBinary }));
  const found = await client.send(new GetSecretValueCommand({ SecretId: 'raw' }));
  expect(found.SecretBinary).toEqual(SecretBinary);
});

test('an unknown secret, a taken name and a value twice are refused by name', async () => {
  const unknown = client.send(new GetSecretValueCommand({ SecretId: 'nothing' }));
  await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await client.send(new CreateSecretCommand({ Name: 'key', SecretString: 'one' }));
  const taken = client.send(new CreateSecretCommand({ Name: 'key', SecretString: 'two' }));
  await expect(taken).rejects.toMatchObject({ name: 'ResourceExistsException' });
  const none = client.send(new PutSecretValueCommand({ SecretId: 'key' }));
  await expect(none).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

test('a repeated token with the same value is answered like the first time', async () => {
  const again = { Name: 'key', SecretString: 'one', ClientRequestToken: 'a'.repeat(32) };
  const first = await client.send(new CreateSecretCommand(again));
  const second = await client.send(new CreateSecretCommand(again));
  expect(second).toMatchObject({ ARN: first.ARN, VersionId: first.VersionId });
});

test('an operation that is not listed is refused by name', async () => {
  const describing = client.send(new DescribeSecretCommand({ SecretId: 'key' }));
  await expect(describing).rejects.toMatchObject({ name: 'UnknownOperationException' });
});

test('a request without credentials is refused', async () => {
  const response = await fetch(server.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'secretsmanager.GetSecretValue' },
    body: '{"SecretId":"key"}',
  });
  expect(response.status).toBe(403);
});

test('the file is private, whole and read again after a restart', async () => {
  const arn = server.ensureSecret('signing-key', () => 'generated');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect(await readdir(join(folder, 'state'))).toEqual(['secrets.json']);
  expect(JSON.parse(await readFile(file, 'utf8'))).toHaveProperty('secrets.signing-key');
  await server.stop();
  server = await startSecretsServer({ file, authority });
  const same = server.ensureSecret('signing-key', () => {
    throw new Error('It is generated once only.');
  });
  expect(same).toBe(arn);
  const found = await clientOf(server).send(new GetSecretValueCommand({ SecretId: 'signing-key' }));
  expect(found.SecretString).toBe('generated');
});
