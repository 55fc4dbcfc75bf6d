import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { keyFiles } from '../../../../local/cloud/provision/key-files.ts';
import type { Assembly } from '../../../../local/cloud/template/assembly.ts';

const ARN = 'arn:aws:kms:eu-central-1:000000000000:key/VaultKey';
const ROOT = { AWS: 'arn:aws:iam::000000000000:root' };

const withKey = (statement: object): Assembly => ({
  outputs: {},
  resources: () => [
    {
      logicalId: 'VaultKey',
      type: 'AWS::KMS::Key',
      metadata: {},
      name: 'VaultKey',
      ref: 'VaultKey',
      arn: ARN,
      properties: { KeyPolicy: { Version: '2012-10-17', Statement: [statement] } },
    },
  ],
});
const ofAccount = { Effect: 'Allow', Action: 'kms:*', Principal: ROOT, Resource: '*' };

test('a key is made once, and is found where it was at every start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const first = keyFiles(withKey(ofAccount), folder).get(ARN);
  const text = readFileSync(new URL(first ?? ''), 'utf8');
  expect(keyFiles(withKey(ofAccount), folder).get(ARN)).toBe(first);
  expect(readFileSync(new URL(first ?? ''), 'utf8')).toBe(text);
});

test('a key with rules of its own is not read', () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const narrow = { ...ofAccount, Action: 'kms:Decrypt' };
  expect(() => keyFiles(withKey(narrow), folder)).toThrow('does not read the policy of VaultKey');
});
