import { CustomAttributeType, createWriteTransaction, Entity, type EntityItem } from 'electrodb';
import { isId } from '../../../kernel/ids.ts';
import type { Targets } from '../../../publishing/ports.ts';
import type { Target, TargetDetails, TargetKey, TargetStatus } from '../../../publishing/target.ts';
import type { Table } from '../client.ts';
import { transact, wasWritten } from '../conditions.ts';
import {
  inWorkspace,
  number,
  optionalNumber,
  optionalText,
  SERVICE,
  text,
  workspaceId,
} from '../workspace-items.ts';
import { presetEntity } from './preset-entity.ts';

/** The subject comes first in the key, so its targets lie together and the newest come last. */
const targetEntity = ({ client, tableName }: Table) =>
  new Entity(
    {
      model: { entity: 'target', ...SERVICE },
      attributes: {
        workspaceId,
        subjectKind: text,
        subjectId: text,
        presetId: text,
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
        bySubject: inWorkspace(
          ['subjectKind', 'subjectId', 'presetId'],
          'TARGET#${subjectKind}#${subjectId}#${presetId}',
        ),
      },
    },
    { client, table: tableName },
  );

const keyOf = ({ subject: { workspaceId, kind, id }, presetId }: TargetKey) => ({
  workspaceId,
  subjectKind: kind,
  subjectId: id,
  presetId,
});

function targetOf(row: EntityItem<ReturnType<typeof targetEntity>>): Target {
  const { workspaceId, subjectKind, subjectId, ...rest } = row;
  return { ...rest, subject: { workspaceId, kind: subjectKind, id: subjectId } };
}

/** The ledger of publications. Every change is conditional on the version that its writer holds. */
export function targetRepository(table: Table): Targets {
  const entity = targetEntity(table);
  const rows = { targets: entity, presets: presetEntity(table) };
  /** A change that only the newest attempt may make, and only while it is under way. */
  const changeIfNewest = (target: Target, changes: Changes, gone: FailureField[] = []) =>
    wasWritten(
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
      const row = { ...keyOf(key), status: 'NOT_UPLOADED', version: 0, updatedAt: now } as const;
      const { presetId } = key;
      if (!isId('preset', presetId)) return void (await wasWritten(entity.create(row).go()));
      // Counted with the row, so that a preset goes before its first target or after its last.
      const { workspaceId } = key.subject;
      const write = createWriteTransaction(rows, entities => [
        entities.targets.create(row).commit(),
        entities.presets.patch({ workspaceId, presetId }).add({ targetCount: 1 }).commit(),
      ]);
      await transact(() => write.go());
    },
    find: async key => {
      const { data } = await entity.get(keyOf(key)).go({ consistent: true });
      return data ? targetOf(data) : undefined;
    },
    listOfSubject: async ({ workspaceId, kind, id }) => {
      const place = { workspaceId, subjectKind: kind, subjectId: id };
      const { data } = await entity.query.bySubject(place).go({ pages: 'all', consistent: true });
      return data.map(targetOf);
    },
    listPublished: async (workspaceId, presetId, limit) => {
      const { data } = await entity.query
        .bySubject({ workspaceId })
        .where((row, { eq, ne, exists }) =>
          [eq(row.presetId, presetId), exists(row.url), ne(row.status, 'REMOVING')].join(' AND '),
        )
        .go({ order: 'desc', count: limit, consistent: true });
      return data.map(targetOf);
    },
    begin: async (key, contentHash, now) => {
      const found = (await entity.get(keyOf(key)).go({ consistent: true })).data;
      if (!found || found.status === 'REMOVING') return undefined;
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
      const began = await wasWritten(
        entity
          .patch(keyOf(key))
          .set(changes)
          .remove(FAILURE)
          .where((row, { eq }) => eq(row.version, found.version))
          .go(),
      );
      if (!began) return undefined;
      return targetOf({
        ...found,
        ...changes,
        failureCode: undefined,
        failureReason: undefined,
      });
    },
    remember: (target, details) => changeIfNewest(target, { details }),
    complete: (target, { url, details }, now) =>
      changeIfNewest(target, { status: 'UPLOADED', url, details, updatedAt: now }, FAILURE),
    fail: async (target, { code, reason }, now) => {
      const failure = { failureCode: code, failureReason: reason } as const;
      await changeIfNewest(target, { status: 'FAILED', ...failure, updatedAt: now });
    },
    beginRemoval: async (key, now) => {
      // Adding needs no reading, so no attempt can begin in between.
      const removal = entity
        .patch(keyOf(key))
        .set({ status: 'REMOVING', updatedAt: now })
        .add({ version: 1 })
        .where((row, { ne }) => ne(row.status, 'REMOVING'));
      await wasWritten(removal.go());
    },
    reopen: async (target, now) => {
      const reopening = entity
        .patch(keyOf(target))
        .set({ status: 'NOT_UPLOADED', updatedAt: now })
        .remove([...FAILURE, 'contentHash', 'url', 'details', 'publishedAt'])
        .where(
          (row, { eq }) => `${eq(row.version, target.version)} AND ${eq(row.status, 'REMOVING')}`,
        );
      await wasWritten(reopening.go());
    },
    remove: async target => {
      const { presetId, subject, version } = target;
      const { workspaceId } = subject;
      const write = createWriteTransaction(rows, entities => [
        entities.targets
          .delete(keyOf(target))
          .where((row, { eq }) => `${eq(row.version, version)} AND ${eq(row.status, 'REMOVING')}`)
          .commit(),
        ...(isId('preset', presetId)
          ? [entities.presets.patch({ workspaceId, presetId }).add({ targetCount: -1 }).commit()]
          : []),
      ]);
      await transact(() => write.go());
    },
  };
}

type Changes = Partial<Omit<Target, keyof TargetKey>>;
type FailureField = 'failureCode' | 'failureReason';
const FAILURE: FailureField[] = ['failureCode', 'failureReason'];
