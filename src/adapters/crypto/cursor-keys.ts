import { createHmac } from 'node:crypto';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { AuthKeys } from './keys.ts';

/**
 * What signs the cursors of one workspace. The authorizer hands it to the function that answers,
 * which so needs neither the secret nor the right to read it.
 */
export const workspaceCursorKey = ({ cursorKey }: AuthKeys, workspaceId: WorkspaceId) =>
  createHmac('sha256', cursorKey).update(workspaceId).digest('base64url');
