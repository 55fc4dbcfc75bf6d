import type { Call, S3Response } from '../call.ts';
import { removeParts } from './complete-upload.ts';
import { findOpenUpload } from './find-upload.ts';

/** AbortMultipartUpload: its parts go with it. */
export function abortUpload(call: Call): S3Response {
  const { store } = call;
  store.transaction(() => {
    const upload = findOpenUpload(call);
    removeParts(call, upload, store.uploads.parts(upload.id));
    store.uploads.delete(upload.id);
  });
  return { status: 204 };
}
