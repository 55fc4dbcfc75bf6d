import { writeFile } from 'node:fs/promises';
import { WEB_FILES_MODULE, webFilesModule } from './web-files.ts';

/** `npm run build:web`: what pages load, from its sources in `web` to text in a module. */
await writeFile(WEB_FILES_MODULE, await webFilesModule());
console.log(`${WEB_FILES_MODULE} is written.`);
