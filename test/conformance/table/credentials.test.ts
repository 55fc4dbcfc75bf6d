import { credentialEntity } from '../../../src/adapters/dynamodb/connections/credential-entity.ts';
import { credentialRepository } from '../../../src/adapters/dynamodb/connections/credential-repository.ts';
import { credentialsContract } from '../../contract/credentials.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

credentialsContract('credentials on the table', () => ({
  credentials: credentialRepository(table()),
  use: async ({ workspaceId, credentialId }, by) => {
    const use = credentialEntity(table()).patch({ workspaceId, credentialId });
    await use.add({ usedBy: [by] }).go();
  },
}));
