import { credentialsContract } from '../../contract/credentials.contract.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

credentialsContract('credentials in memory', () => {
  const { credentials, rows } = memoryCredentials();
  return {
    credentials,
    use: async ({ credentialId }, by) => {
      const row = rows.get(credentialId);
      if (row) rows.set(credentialId, { ...row, usedBy: [...row.usedBy, by] });
    },
  };
});
