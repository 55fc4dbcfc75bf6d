import { afterAll, beforeAll } from 'vitest';
import { s3Files } from '../../../src/adapters/s3/files.ts';
import { tidySubjectContract } from '../../contract/tidy-subject.contract.ts';
import { onTable } from '../../support/table-ports.ts';
import { startTestS3 } from '../emulators/s3/support.ts';

let s3: Awaited<ReturnType<typeof startTestS3>>;
beforeAll(async () => {
  s3 = await startTestS3();
});
afterAll(() => s3.stop());

const engine = onTable();
tidySubjectContract('a subject on the table and in S3', () => ({
  engine: engine(),
  files: s3Files({ s3: s3.client, bucket: 'media' }),
}));
