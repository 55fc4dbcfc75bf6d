import { describe, expect, test } from 'vitest';
import type { Credential } from '../../src/connections/credential.ts';
import type { Credentials } from '../../src/connections/ports.ts';
import { sampleCredential, someEntry } from '../support/connections.ts';
import { newWorkspaceId } from '../support/samples.ts';

type Made = {
  credentials: Credentials;
  /** As if something began to use it. */
  use: (credential: Credential, by: string) => Promise<void>;
};

/** What every implementation of credentials does. */
export function credentialsContract(name: string, make: () => Made) {
  const insert = (made: Made, credential: Credential) =>
    made.credentials.insert(credential, someEntry(credential.workspaceId));

  describe(name, () => {
    test('one is found in its workspace alone, as it was written', async () => {
      const made = make();
      const credential = sampleCredential({ expiresAt: 5, platform: 'zoom' });
      expect(await insert(made, credential)).toBe('written');
      expect(await made.credentials.find(credential)).toEqual(credential);
      const elsewhere = { ...credential, workspaceId: newWorkspaceId() };
      expect(await made.credentials.find(elsewhere)).toBeUndefined();
    });

    test('an account name is one of its platform and workspace, in whatever case', async () => {
      const made = make();
      const first = sampleCredential({ accountName: 'Faculty' });
      const { workspaceId } = first;
      await insert(made, first);
      const same = sampleCredential({ workspaceId, accountName: 'FACULTY' });
      expect(await insert(made, same)).toBe('name_taken');
      expect(await made.credentials.find(same)).toBeUndefined();
      expect(await insert(made, sampleCredential({ workspaceId, platform: 'zoom' }))).toBe(
        'written',
      );
      expect(await insert(made, sampleCredential())).toBe('written');
    });

    test('a change needs the version that it began from, and renaming frees the old name', async () => {
      const made = make();
      const first = sampleCredential({ accountName: 'Old', expiresAt: 7 });
      const { workspaceId } = first;
      await insert(made, first);
      const second = { ...first, accountName: 'New', expiresAt: undefined, version: 2 };
      const entry = () => someEntry(workspaceId);
      expect(await made.credentials.replace(first, second, entry())).toBe('written');
      expect(await made.credentials.find(first)).toEqual(second);
      expect(await made.credentials.replace(first, second, entry())).toBe('refused');
      const other = sampleCredential({ workspaceId, accountName: 'Old' });
      expect(await insert(made, other)).toBe('written');
      const taken = { ...second, accountName: 'old', version: 3 };
      expect(await made.credentials.replace(second, taken, entry())).toBe('name_taken');
      expect(await made.credentials.find(first)).toEqual(second);
    });

    test('one that is used stays, and who uses it is not lost by a change', async () => {
      const made = make();
      const credential = sampleCredential();
      const entry = () => someEntry(credential.workspaceId);
      await insert(made, credential);
      await made.use(credential, 'pst_1');
      await made.use(credential, 'src_1');
      expect(await made.credentials.remove(credential, entry())).toBe(false);
      const renamed = { ...credential, accountName: 'Other', version: 2 };
      expect(await made.credentials.replace(credential, renamed, entry())).toBe('written');
      const found = await made.credentials.find(credential);
      expect([...(found?.usedBy ?? [])].sort()).toEqual(['pst_1', 'src_1']);
    });

    test('one that is not used goes, and its name with it', async () => {
      const made = make();
      const credential = sampleCredential();
      const { workspaceId } = credential;
      await insert(made, credential);
      expect(await made.credentials.remove(credential, someEntry(workspaceId))).toBe(true);
      expect(await made.credentials.find(credential)).toBeUndefined();
      expect(await insert(made, sampleCredential({ workspaceId }))).toBe('written');
    });

    test('lists are of one workspace, newest first, by platform and by page', async () => {
      const made = make();
      const workspaceId = newWorkspaceId();
      const all: Credential[] = [];
      for (let index = 0; index < 5; index += 1) {
        const platform = index % 2 === 0 ? 'vk' : 'zoom';
        const accountName = `Account ${index}`;
        const credentialId = `crd_${`${index}`.padStart(26, '0')}` as const;
        const made1 = sampleCredential({ workspaceId, platform, accountName, credentialId });
        all.unshift(made1);
        await insert(made, made1);
      }
      await insert(made, sampleCredential());
      const ids = async (platform?: 'vk') => {
        const seen: string[] = [];
        let cursor: Credential['credentialId'] | null | undefined;
        do {
          const page = await made.credentials.list(
            workspaceId,
            { platform },
            { limit: 2, cursor: cursor ?? undefined },
          );
          seen.push(...page.items.map(({ credentialId }) => credentialId));
          cursor = page.cursor;
        } while (cursor);
        return seen;
      };
      expect(await ids()).toEqual(all.map(({ credentialId }) => credentialId));
      expect(await ids('vk')).toEqual(
        all.filter(({ platform }) => platform === 'vk').map(({ credentialId }) => credentialId),
      );
    });
  });
}
