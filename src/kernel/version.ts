import { AppError } from './errors.ts';

/** Of things that several people change: who has not seen the newest state changes nothing. */
export const versionConflict = (current?: number) =>
  new AppError(
    'version_conflict',
    'It was changed in the meantime. Get it again, then change it.',
    {
      ...(current !== undefined && {
        errors: [{ path: 'version', message: `Must be ${current}, which is the current one.` }],
      }),
    },
  );
