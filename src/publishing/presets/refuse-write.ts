import { noSuchCredential } from '../../connections/load-credential.ts';
import { AppError } from '../../kernel/errors.ts';
import { versionConflict } from '../../kernel/version.ts';
import type { PresetWritten } from './ports.ts';

/** @throws name_taken, not_found, version_conflict */
export function refuseUnlessWritten(outcome: PresetWritten): void {
  if (outcome === 'no_credential') throw noSuchCredential();
  if (outcome === 'refused') throw versionConflict();
  if (outcome === 'written') return;
  throw new AppError('name_taken', 'There is a preset of this name.', {
    errors: [{ path: 'name', message: 'Must be another one than that of each other.' }],
  });
}
