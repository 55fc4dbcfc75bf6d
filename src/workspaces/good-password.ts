import { AppError } from '../kernel/errors.ts';
import { isTooObvious } from './account.ts';

/** @throws invalid_request */
export function assertGoodPassword(path: string, password: string, email: string) {
  if (!isTooObvious(password, email)) return;
  throw new AppError('invalid_request', 'The password is too easy to guess.', {
    errors: [{ path, message: 'Must not be the e-mail address or one repeated character.' }],
  });
}
