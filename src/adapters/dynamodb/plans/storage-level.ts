import type {
  CommittedTransactionResult,
  TransactWriteFunction,
  TransactWriteItem,
} from 'electrodb';
import type { WorkspaceId } from '../../../kernel/ids.ts';
import type { storageEntity } from './usage-entities.ts';

type Rows = { storage: ReturnType<typeof storageEntity> };
type Items = readonly CommittedTransactionResult<unknown, TransactWriteItem>[];
type InTransaction = Parameters<TransactWriteFunction<Rows, unknown, Items>>[0];

/** Moves the level of a workspace. With `most` only where it then is no more than that. */
export const addBytes = (
  { storage }: InTransaction,
  workspaceId: WorkspaceId,
  bytes: number,
  most: number | null,
) =>
  storage
    .update({ workspaceId })
    .add({ bytes })
    .where((row, { lte, notExists }) =>
      most === null ? '' : `(${notExists(row.bytes)} OR ${lte(row.bytes, most - bytes)})`,
    )
    .commit();
