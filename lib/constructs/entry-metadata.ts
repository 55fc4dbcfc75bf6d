import { CfnResource } from 'aws-cdk-lib';
import type { Construct } from 'constructs';

/** Where the local cloud finds the file that a function or a container runs. */
export const ENTRY_METADATA = 'castline:entry';

/** Writes into the template which source file the resource runs: its code there is only a hash. */
export function nameEntry(construct: Construct, entry: string) {
  const resource = construct.node.defaultChild;
  if (!CfnResource.isCfnResource(resource)) throw new TypeError(`${construct} has no resource.`);
  resource.addMetadata(ENTRY_METADATA, entry);
}
