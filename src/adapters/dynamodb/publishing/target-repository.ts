import { CustomAttributeType, Entity } from 'electrodb';
import type { Targets } from '../../../publishing/ports.ts';
import type { Target, TargetDetails, TargetStatus } from '../../../publishing/target.ts';
import type { Table } from '../client.ts';
import { ifConditionHeld } from '../conditions.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';

/** The recording comes first in the key, so its targets lie together and the newest come last. */
const targetEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'target', ...SERVICE },
      attributes: {
        workspaceId,
        recordingId: text,
        preset: text,
        status: { type: CustomAttributeType<TargetStatus>('string'), required: true },
        version: number,
        contentHash: optionalText,
        url: optionalText,
        details: { type: CustomAttributeType<TargetDetails>('any') },
        publishedAt: optionalNumber,
        failureCode: optionalText,
        failureReason: optionalText,
        updatedAt: number,
      },
      indexes: {
        byRecording: inWorkspace(['recordingId', 'preset'], 'TARGET#${recordingId}#${preset}'),
      },
    },
    { client, table: tableName },
  );

/** The ledger of publications. Every change is conditional on the version that its writer holds. */
export function targetRepository(table: Table): Targets {
  const entity = targetEntity(table);
  const keyOf = ({ workspaceId, recordingId, preset }: Target) => ({
    workspaceId,
    recordingId,
    preset,
  });
  /** A change that only the newest attempt may make, and only while it is under way. */
  const changeIfNewest = (target: Target, changes: Partial<Target>, gone: FailureField[] = []) =>
    ifConditionHeld(
      entity
        .patch(keyOf(target))
        .set(changes)
        .remove(gone)
        .where(
          (row, { eq }) => `${eq(row.version, target.version)} AND ${eq(row.status, 'UPLOADING')}`,
        )
        .go(),
    );

  return {
    announce: async (key, now) => {
      const row = { ...key, status: 'NOT_UPLOADED', version: 0, updatedAt: now } as const;
      await ifConditionHeld(entity.create(row).go());
    },
    find: async key => (await entity.get(key).go({ consistent: true })).data ?? undefined,
    listOfRecording: async (workspaceId, recordingId) => {
      const query = entity.query.byRecording({ workspaceId, recordingId });
      return (await query.go({ pages: 'all', consistent: true })).data;
    },
    listPublished: async (workspaceId, preset, limit) => {
      const { data } = await entity.query
        .byRecording({ workspaceId })
        .where((row, { eq, exists }) => `${eq(row.preset, preset)} AND ${exists(row.url)}`)
        .go({ order: 'desc', count: limit, consistent: true });
      return data;
    },
    begin: async (key, contentHash, now) => {
      const found = (await entity.get(key).go({ consistent: true })).data;
      if (!found) return undefined;
      // Milliseconds, so that a row that was removed and made again goes on above its old versions.
      const version = Math.max(now, found.version + 1);
      const publishedAt = found.url === undefined ? now : (found.publishedAt ?? now);
      const changes = {
        status: 'UPLOADING',
        version,
        contentHash,
        publishedAt,
        updatedAt: now,
      } as const;
      const began = await ifConditionHeld(
        entity
          .patch(key)
          .set(changes)
          .remove(FAILURE)
          .where((row, { eq }) => eq(row.version, found.version))
          .go(),
      );
      if (!began) return undefined;
      return { ...found, ...changes, failureCode: undefined, failureReason: undefined };
    },
    remember: (target, details) => changeIfNewest(target, { details }),
    complete: (target, { url, details }, now) =>
      changeIfNewest(target, { status: 'UPLOADED', url, details, updatedAt: now }, FAILURE),
    fail: async (target, { code, reason }, now) => {
      const failure = { failureCode: code, failureReason: reason } as const;
      await changeIfNewest(target, { status: 'FAILED', ...failure, updatedAt: now });
    },
    remove: async key => {
      await entity.delete(key).go();
    },
  };
}

type FailureField = 'failureCode' | 'failureReason';
const FAILURE: FailureField[] = ['failureCode', 'failureReason'];
