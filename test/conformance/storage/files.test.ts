import { expect, test } from 'vitest';
import { s3Files } from '../../../src/adapters/s3/files.ts';
import { workspacePrefix } from '../../../src/pipeline/object-keys.ts';
import { filesContract } from '../../contract/files.contract.ts';
import { bucketOfFile } from '../../support/bucket.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const bucket = bucketOfFile();
const files = () => s3Files(bucket());

filesContract('files in S3', files);

test.each([
  { fileName: undefined, disposition: null },
  {
    fileName: 'Лекция "1".mp4',
    disposition:
      'attachment; filename="______ _1_.mp4"; ' +
      "filename*=UTF-8''%D0%9B%D0%B5%D0%BA%D1%86%D0%B8%D1%8F%20%221%22.mp4",
  },
])('a link gives the bytes to whoever has it, under the name $fileName', async row => {
  const workspaceId = newWorkspaceId();
  const key = `${workspacePrefix(workspaceId)}a`;
  await files().put(workspaceId, key, { body: 'text' }, 'text/plain');
  const options = { expiresInSeconds: 60, ...(row.fileName && { fileName: row.fileName }) };
  const response = await fetch(await files().link(workspaceId, key, options));
  expect(response.headers.get('content-disposition')).toBe(row.disposition);
  expect(await response.text()).toBe('text');
});
