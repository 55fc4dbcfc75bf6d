import { createAuthority } from '../../local/emulators/iam/authority.ts';

export const ROOT_KEYS = { accessKeyId: 'local', secretAccessKey: 'local' };

/** For a service alone: knows one key, which may do everything. */
export const rootAuthority = () => createAuthority({ root: ROOT_KEYS });
