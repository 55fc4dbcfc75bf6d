import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import { PolicyDocument } from '../../emulators/iam/policy.contract.ts';
import { parse } from '../iam/read-roles.ts';
import type { Assembly } from '../template/assembly.ts';

/** The owner may read and write, nobody else anything. */
const PRIVATE = 0o600;
const KEY_BYTES = 32;

const KeyProperties = z.object({ KeyPolicy: PolicyDocument });

/**
 * There is no KMS here: each key of the template is a file, made once, and programs get its address
 * where on AWS they get the key's ARN. Returns the addresses by ARN.
 * @throws for a key with rules of its own, which nobody would see to
 */
export function keyFiles(assembly: Assembly, dataDir: string): ReadonlyMap<string, string> {
  const folder = join(dataDir, 'keys');
  return new Map(
    assembly.resources('AWS::KMS::Key').map(resource => {
      const { KeyPolicy } = parse(KeyProperties, resource);
      const plain = KeyPolicy.Statement.every(
        ({ Action, Condition }) =>
          Action.every(action => action === 'kms:*') && Condition.length === 0,
      );
      if (!plain) {
        throw new Error(`The local cloud does not read the policy of ${resource.logicalId}.`);
      }
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const file = join(folder, `${resource.name}.key`);
      // Made anew in place of one that is there, it would lose whatever that has sealed.
      if (!existsSync(file)) {
        writeFileSync(file, randomBytes(KEY_BYTES).toString('base64'), { mode: PRIVATE });
      }
      return [resource.arn, pathToFileURL(file).href];
    }),
  );
}
