import * as z from 'zod';
import { idSchema } from '../../../kernel/ids.ts';
import type { UnfinishedErasures } from '../../../workspaces/erasure/ports.ts';
import type { Table } from '../client.ts';
import { WAITING } from '../pipeline/waiting.ts';
import { waitingRows } from '../waiting-rows.ts';

const Row = z.object({ gsi1sk: idSchema('user') });

export const unfinishedErasures = (table: Table): UnfinishedErasures => ({
  list: async () => (await waitingRows(table, WAITING.erasures, Row)).map(({ gsi1sk }) => gsi1sk),
});
