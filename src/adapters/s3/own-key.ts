import type { WorkspaceId } from '../../kernel/ids.ts';
import { workspacePrefix } from '../../pipeline/object-keys.ts';

/** A key outside the workspace is a bug in the caller: nothing is read or written. */
export function ownKey(workspaceId: WorkspaceId, key: string) {
  if (!key.startsWith(workspacePrefix(workspaceId))) {
    throw new RangeError('The key is not of this workspace.');
  }
  return key;
}
