import { AppError } from '../../kernel/errors.ts';
import type { Role } from '../../kernel/http/rights.ts';
import type { Caller } from '../../kernel/http/route.ts';
import { versionConflict } from '../../kernel/version.ts';
import type { Outcome } from './ports.ts';

/**
 * Owners are made and changed by owners alone: whoever manages people could else take the workspace
 * over. A key is nobody's, so it cannot, either.
 * @throws forbidden
 */
export function assertMayTouch(caller: Caller, ...roles: readonly Role[]) {
  const isOwner = caller.kind === 'person' && caller.role === 'owner';
  if (isOwner || !roles.includes('owner')) return;
  throw new AppError('forbidden', 'Only an owner who logged in makes, changes or removes owners.');
}

/** @throws version_conflict, last_owner */
export function assertDone(outcome: Outcome) {
  if (outcome === 'moved') throw versionConflict();
  if (outcome === 'last_owner') {
    throw new AppError(
      'last_owner',
      'A workspace keeps one owner. Make somebody else owner first.',
    );
  }
}
