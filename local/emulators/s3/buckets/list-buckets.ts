import { toIso } from '../../../../src/kernel/clock.ts';
import { type Call, type S3Response, xmlResponse } from '../call.ts';

export function listBuckets({ store }: Call): S3Response {
  const buckets = store.buckets.list();
  const Bucket = buckets.map(row => ({ Name: row.name, CreationDate: toIso(row.created_at) }));
  const Owner = { ID: 'local', DisplayName: 'local' };
  return xmlResponse('ListAllMyBucketsResult', { Owner, Buckets: { Bucket } });
}
