import { noSuchCredential } from '../connections/load-credential.ts';
import { AppError } from '../kernel/errors.ts';
import { versionConflict } from '../kernel/version.ts';
import type { SourceWritten } from './ports.ts';

/** @throws name_taken, not_found, version_conflict */
export function refuseUnlessWritten(outcome: SourceWritten): void {
  if (outcome === 'no_credential') throw noSuchCredential();
  if (outcome === 'refused') throw versionConflict();
  if (outcome === 'written') return;
  const what = 'There is a source of this name with the same platform and credential.';
  throw new AppError('name_taken', what, {
    errors: [{ path: 'name', message: 'Must be another one than that of each other.' }],
  });
}
