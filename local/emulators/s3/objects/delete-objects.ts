import { z } from 'zod';
import { mayDelete } from '../auth/access.ts';
import { type Call, type S3Response, xmlResponse } from '../call.ts';
import { readXml, repeated } from '../wire/xml-body.ts';
import { removeObject } from './delete-object.ts';

const DeleteDocument = z.object({
  Delete: z.object({
    Object: repeated(z.object({ Key: z.string().min(1) }), { min: 1, max: 1000 }),
    Quiet: z.literal(['true', 'false']).optional(),
  }),
});

/** DeleteObjects: up to a thousand keys at once. */
export async function deleteObjects(call: Call): Promise<S3Response> {
  const { Delete } = await readXml(call, DeleteDocument);
  const keys = Delete.Object.map(object => object.Key);
  const allowed = keys.filter(key => mayDelete(call, key));
  call.store.transaction(() => {
    for (const key of allowed) removeObject(call, key);
  });
  const Deleted = Delete.Quiet === 'true' ? [] : allowed.map(Key => ({ Key }));
  const refused = keys.filter(key => !allowed.includes(key));
  const Errors = refused.map(Key => ({ Key, Code: 'AccessDenied', Message: 'Access Denied' }));
  return xmlResponse('DeleteResult', { Deleted, Error: Errors });
}
