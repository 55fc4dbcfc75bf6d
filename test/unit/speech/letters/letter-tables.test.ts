import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { LETTER_TABLES_MODULE, letterTablesModule } from '#local/setup/letter-tables.ts';

test('the tables are those that their texts give: else run `npm run build:letters`', async () => {
  expect(await letterTablesModule()).toBe(await readFile(LETTER_TABLES_MODULE, 'utf8'));
});
