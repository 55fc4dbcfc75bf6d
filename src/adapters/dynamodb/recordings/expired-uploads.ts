import * as z from 'zod';
import { idSchema, trustedWorkspaceId } from '../../../kernel/ids.ts';
import type { ExpiredUploads } from '../../../recordings/ports.ts';
import type { Table } from '../client.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { waitingRows } from '../waiting-rows.ts';

const Row = z.object({
  workspaceId: z.string().transform(trustedWorkspaceId),
  recordingId: idSchema('recording'),
});

export const expiredUploads = (table: Table): ExpiredUploads => ({
  list: now => waitingRows(table, WAITING.uploads, Row, { before: `${now}` }),
  listErasable: now => waitingRows(table, WAITING.links, Row, { before: `${now}` }),
});
