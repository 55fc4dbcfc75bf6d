import type {
  CommittedTransactionResult,
  TransactWriteFunction,
  TransactWriteItem,
} from 'electrodb';
import type { CredentialKey } from '../../../connections/credential.ts';
import type { CredentialPlatform } from '../../../connections/secret.contract.ts';
import type { credentialEntity } from './credential-entity.ts';

type Rows = { credentials: ReturnType<typeof credentialEntity> };
type Writes = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<TransactWriteFunction<Rows, unknown, Writes>>[0];

/** Who uses which account: `credentialId` is null where none is needed. */
type Use = Omit<CredentialKey, 'credentialId'> & {
  credentialId: CredentialKey['credentialId'] | null;
  by: string;
};

/** From then on the account cannot be deleted; one that is gone or of another platform is refused. */
export const beginUse = (
  { credentials }: InTransaction,
  { workspaceId, credentialId, by }: Use,
  platform: CredentialPlatform | undefined,
) =>
  credentialId && platform
    ? [
        credentials
          .patch({ workspaceId, credentialId })
          .add({ usedBy: [by] })
          .where((row, { eq }) => eq(row.platform, platform))
          .commit(),
      ]
    : [];

export const endUse = ({ credentials }: InTransaction, { workspaceId, credentialId, by }: Use) =>
  credentialId
    ? [
        credentials
          .patch({ workspaceId, credentialId })
          .delete({ usedBy: [by] })
          .commit(),
      ]
    : [];
