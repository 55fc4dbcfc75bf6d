import { AppError } from '../kernel/errors.ts';
import type { CredentialPlatform } from './secret.contract.ts';

export const accountNameTaken = (platform: CredentialPlatform) =>
  new AppError('name_taken', `There is a credential of ${platform} with this account name.`, {
    errors: [{ path: 'account_name', message: 'Must be another one than that of each other.' }],
  });
