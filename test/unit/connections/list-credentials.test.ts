import { expect, test } from 'vitest';
import { listCredentials } from '../../../src/connections/list-credentials.ts';
import { sampleCredential } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

test('shows what is one’s own, and nothing that was sealed', async () => {
  const own = sampleCredential({ usedBy: ['src_2', 'pst_1'] });
  const list = listCredentials(memoryCredentials(own, sampleCredential()));
  const page = await list(own.workspaceId, {}, { limit: 10 });
  expect(page).toMatchObject({
    items: [{ credential_id: own.credentialId, used_by: ['pst_1', 'src_2'] }],
    cursor: null,
  });
  expect(JSON.stringify(page)).not.toContain(own.sealed);
});
