import type {
  CommittedTransactionResult,
  TransactWriteFunction,
  TransactWriteItem,
} from 'electrodb';
import type { AuditEntry } from '../../audit/entry.ts';
import type { CredentialKey } from '../../connections/credential.ts';
import type { CredentialPlatform } from '../../connections/secret.contract.ts';
import type { Written } from '../../kernel/written.ts';
import type { auditEntity } from './audit/audit-entity.ts';
import type { transact } from './conditions.ts';
import type { credentialEntity } from './connections/credential-entity.ts';
import type { nameEntity, nameKey } from './name-entity.ts';

type Names = { names: ReturnType<typeof nameEntity>; audit: ReturnType<typeof auditEntity> };
type Accounts = { credentials: ReturnType<typeof credentialEntity> };
type Writes = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction<Rows extends Names | Accounts> = Parameters<
  TransactWriteFunction<Rows, unknown, Writes>
>[0];

/** Who has a name. */
export type Named = { name: ReturnType<typeof nameKey>; owner: string };
/** An account that is used. */
type Account = CredentialKey & { platform: CredentialPlatform };

/*
 * What a workspace makes, renames and removes has a row of its own, a name that is there once, an
 * entry of the log, and perhaps an account that it uses. These are the rows beside its own, which
 * stands first in each transaction; the functions at the end say which of them refused.
 */

export const besideNew = (
  { names, audit }: InTransaction<Names>,
  made: Named,
  entry: AuditEntry,
) => [names.create({ ...made.name, owner: made.owner }).commit(), audit.create(entry).commit()];

export const besideChanged = (
  { names, audit }: InTransaction<Names>,
  before: Named,
  after: Named,
  entry: AuditEntry,
) => [
  audit.create(entry).commit(),
  ...(isRenamed(before, after)
    ? [
        names.create({ ...after.name, owner: after.owner }).commit(),
        names.delete(before.name).commit(),
      ]
    : []),
];

export const besideRemoved = (
  { names, audit }: InTransaction<Names>,
  removed: Named,
  entry: AuditEntry,
) => [names.delete(removed.name).commit(), audit.create(entry).commit()];

/** From then on the account cannot be deleted; one that is gone or of another platform is refused. */
export const beginUse = (
  { credentials }: InTransaction<Accounts>,
  by: string,
  account: Account | undefined,
) =>
  account
    ? [
        credentials
          .patch({ workspaceId: account.workspaceId, credentialId: account.credentialId })
          .add({ usedBy: [by] })
          .where((row, { eq }) => eq(row.platform, account.platform))
          .commit(),
      ]
    : [];

export const endUse = (
  { credentials }: InTransaction<Accounts>,
  by: string,
  account: Account | undefined,
) =>
  account
    ? [
        credentials
          .patch({ workspaceId: account.workspaceId, credentialId: account.credentialId })
          .delete({ usedBy: [by] })
          .commit(),
      ]
    : [];

type Ended = Awaited<ReturnType<typeof transact>>;

/** Where a repeat inserts under the same id, its row and its name are there. */
export const insertEnd = ({ committed, refused }: Ended): Exclude<Written, 'refused'> =>
  committed ? 'written' : refused[0] || refused[1] ? 'name_taken' : 'no_credential';

export function changeEnd({ committed, refused }: Ended, before: Named, after: Named): Written {
  if (committed) return 'written';
  if (refused[0]) return 'refused';
  return isRenamed(before, after) && refused[2] ? 'name_taken' : 'no_credential';
}

const isRenamed = (before: Named, after: Named) => before.name.hash !== after.name.hash;
