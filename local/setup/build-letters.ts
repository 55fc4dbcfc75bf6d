import { writeFile } from 'node:fs/promises';
import { LETTER_TABLES_MODULE, letterTablesModule } from './letter-tables.ts';

/** `npm run build:letters`: which letters follow each other in a language, counted from a text. */
await writeFile(LETTER_TABLES_MODULE, await letterTablesModule());
console.log(`${LETTER_TABLES_MODULE} is written.`);
