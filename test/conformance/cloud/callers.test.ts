import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { childListeners, ownListeners } from '../../support/listeners.ts';
import { type Sent, sendTo } from '../../support/raw-http.ts';
import { temporaryFolder } from './support.ts';

const templates = new URL('./fixtures/templates', import.meta.url).pathname;
const EVIL = 'https://evil.example';

describe('a cloud', () => {
  const folder = temporaryFolder();
  let cloud: Cloud;
  /** Every address on which the cloud listens, found by what the system knows of its sockets. */
  let addresses: string[];

  beforeAll(async () => {
    const before = new Set(ownListeners());
    cloud = await startCloud({
      dataDir: folder.path,
      templates,
      ports: { api: 0, site: 0 },
      hostNames: ['castline.example'],
    });
    addresses = ownListeners().filter(address => !before.has(address));
  });
  afterAll(async () => {
    await cloud.stop();
    folder.remove();
  });

  /** What each server answers. */
  const walk = async (sent: Sent) => {
    const answered = addresses.map(async address => ({
      address,
      ...(await sendTo(`http://${address}`, sent)),
    }));
    return Promise.all(answered);
  };

  test('listens where it says, and only to this machine', () => {
    const { apiUrl, siteUrl, endpoints } = cloud;
    const told = [apiUrl, siteUrl, ...Object.values(endpoints)].map(url => new URL(url).host);
    expect(addresses.sort()).toEqual(told.sort());
    expect(addresses.every(address => address.startsWith('127.0.0.1:'))).toBe(true);
  });

  test('hides what checks nobody', () => {
    const hidden = childListeners();
    expect(hidden).not.toEqual([]);
    for (const address of hidden) expect(address).toMatch(/^127\.(?!0\.0\.)/);
  });

  test.each([
    { name: 'a name that points here', sent: { method: 'GET', headers: { host: 'evil.example' } } },
    { name: 'a name with its port', sent: { headers: { host: 'evil.example:4566' } } },
    { name: 'a longer name', sent: { headers: { host: 'localhost.evil.example' } } },
  ])('no server answers to $name', async ({ sent }) => {
    for (const { address, status } of await walk(sent)) {
      expect({ address, status }).toEqual({ address, status: 421 });
    }
  });

  test.each<{ name: string; sent: Sent }>([
    { name: 'a page of elsewhere', sent: { method: 'GET', headers: { origin: EVIL } } },
    { name: 'a form of elsewhere', sent: { headers: { origin: EVIL }, body: 'a=b' } },
    { name: 'a page without a name', sent: { method: 'GET', headers: { origin: 'null' } } },
    { name: 'a page like ours', sent: { headers: { origin: 'http://localhost.evil.example' } } },
    {
      name: 'a preflight',
      sent: {
        method: 'OPTIONS',
        headers: {
          origin: EVIL,
          'access-control-request-method': 'POST',
          'access-control-request-headers': 'authorization,x-amz-target,content-type',
        },
      },
    },
  ])('no server answers to $name', async ({ sent }) => {
    for (const { address, status, headers } of await walk(sent)) {
      expect({ address, status }).toEqual({ address, status: 403 });
      expect(Object.keys(headers).join()).not.toContain('access-control');
    }
  });

  test('no service of AWS answers a call without a signature', async () => {
    const targets = {
      dynamodb: 'DynamoDB_20120810.ListTables',
      sqs: 'AmazonSQS.ListQueues',
      sfn: 'AWSStepFunctions.ListStateMachines',
      secretsManager: 'secretsmanager.GetSecretValue',
    };
    const paths = {
      scheduler: '/schedules',
      ses: '/v2/email/outbound-emails',
      lambda: '/2015-03-31/functions/x/invocations',
      s3: '/',
    };
    const sent: [string, Sent][] = [
      ...Object.entries(targets).map(
        ([name, target]) =>
          [name, { headers: { 'x-amz-target': target }, body: '{}' }] as [string, Sent],
      ),
      ...Object.entries(paths).map(
        ([name, path]) => [name, { method: 'GET', path }] as [string, Sent],
      ),
    ];
    const endpoints = new Map(Object.entries(cloud.endpoints));
    expect(sent.map(([name]) => name).sort()).toEqual([...endpoints.keys()].sort());
    for (const [name, request] of sent) {
      const { status } = await sendTo(endpoints.get(name) ?? '', request);
      expect({ name, status }).toEqual({ name, status: 403 });
    }
  });

  test('programs, own pages and names given by flag come in', async () => {
    const own = { origin: 'http://localhost:5173' };
    const callers: Record<string, string>[] = [
      {},
      { host: 'localhost:1' },
      { host: 'castline.example' },
      own,
    ];
    for (const headers of callers) {
      const api = await sendTo(cloud.apiUrl, { method: 'GET', path: '/environment', headers });
      expect(api.status).toBe(200);
      const site = await sendTo(cloud.siteUrl, { method: 'GET', path: '/none.html', headers });
      expect([403, 404]).toContain(site.status);
      expect(site.text).not.toContain('may not call');
    }
  });

  test('the services of AWS are for programs: no page may call them', async () => {
    const { s3: _, ...services } = cloud.endpoints;
    for (const endpoint of Object.values(services)) {
      const { status } = await sendTo(endpoint, { headers: { origin: cloud.apiUrl } });
      expect(status).toBe(403);
    }
  });
});
