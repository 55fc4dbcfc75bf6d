import type { Call, S3Response } from '../call.ts';
import { findOpenUpload } from './find-upload.ts';
import { removeUpload } from './remove-upload.ts';

/** AbortMultipartUpload: its parts go with it. */
export function abortUpload(call: Call): S3Response {
  const { store } = call;
  store.transaction(() => removeUpload(store, findOpenUpload(call)));
  return { status: 204 };
}
