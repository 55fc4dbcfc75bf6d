import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { WEB_FILES_MODULE, webFilesModule } from '../../../local/setup/web-files.ts';

test('what pages load is what its sources in web give', async () => {
  const isCurrent = (await readFile(WEB_FILES_MODULE, 'utf8')) === (await webFilesModule());
  expect(isCurrent, `${WEB_FILES_MODULE} is old: run npm run build:web`).toBe(true);
});
