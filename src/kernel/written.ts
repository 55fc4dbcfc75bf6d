import { AppError } from './errors.ts';
import { versionConflict } from './version.ts';

/**
 * How the change of a thing ended that has a name of its own. `no_credential`: the account that it
 * should use is gone, or is none of its platform. `refused`: somebody else changed it before.
 */
export type Written = 'written' | 'name_taken' | 'no_credential' | 'refused';

/** @throws name_taken, not_found, version_conflict. `what` says what there is already. */
export function refuseUnlessWritten(outcome: Written, what: string, field = 'name'): void {
  if (outcome === 'written') return;
  if (outcome === 'refused') throw versionConflict();
  if (outcome === 'no_credential') throw new AppError('not_found', 'No such credential.');
  throw new AppError('name_taken', `There is ${what}.`, {
    errors: [{ path: field, message: 'Must be another one than that of each other.' }],
  });
}
