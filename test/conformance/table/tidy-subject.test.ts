import { s3Files } from '../../../src/adapters/s3/files.ts';
import { tidySubjectContract } from '../../contract/tidy-subject.contract.ts';
import { bucketOfFile } from '../../support/bucket.ts';
import { onTable } from '../../support/table-ports.ts';

const bucket = bucketOfFile();
const engine = onTable();
tidySubjectContract('a subject on the table and in S3', () => ({
  engine: engine(),
  files: s3Files(bucket()),
}));
