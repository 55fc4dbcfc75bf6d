import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../../../kernel/ids.ts';
import type { Retention } from '../../../recordings/retention/ports.ts';
import type { Table } from '../client.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { waitingRows } from '../waiting-rows.ts';

const workspaceId = z.string().transform(trustedWorkspaceId);
const WorkspaceRow = z.object({ workspaceId, retentionDays: z.number() });
const RecordingRow = z.object({ workspaceId, recordingId: idSchema('recording') });

export const retentionRows = (table: Table): Retention => ({
  workspaces: () => waitingRows(table, WAITING.retention, WorkspaceRow),
  unfinished: () => waitingRows(table, WAITING.expiry, RecordingRow),
});
