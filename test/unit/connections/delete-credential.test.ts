import { expect, test } from 'vitest';
import { deleteCredential } from '../../../src/connections/delete-credential.ts';
import { NOW, person, request, sampleCredential } from '../../support/connections.ts';
import { memoryCredentials } from '../../support/fakes/memory/credentials.ts';

function rig(usedBy: string[] = []) {
  const caller = person();
  const credential = sampleCredential({ workspaceId: caller.workspaceId, usedBy });
  const memory = memoryCredentials(credential);
  const remove = deleteCredential({ ...memory, clock: () => NOW });
  const drop = (by = caller) => remove(by, credential.credentialId, request());
  return { ...memory, credential, drop };
}

test('one that nothing uses is forgotten, and the log says so', async () => {
  const { drop, rows, entries, credential } = rig();
  await drop();
  expect(rows.size).toBe(0);
  expect(entries).toMatchObject([{ action: 'credential.delete', target: credential.credentialId }]);
  await expect(drop()).rejects.toMatchObject({ code: 'not_found' });
});

test('one that is used stays, and the refusal names what uses it', async () => {
  const { drop, rows } = rig(['pst_2', 'pst_1']);
  await expect(drop()).rejects.toMatchObject({
    code: 'in_use',
    message: 'Used by pst_1, pst_2: change or delete these first.',
  });
  expect(rows.size).toBe(1);
});

test('a foreign one is unknown', async () => {
  const { drop, rows } = rig();
  await expect(drop(person())).rejects.toMatchObject({ code: 'not_found' });
  expect(rows.size).toBe(1);
});
