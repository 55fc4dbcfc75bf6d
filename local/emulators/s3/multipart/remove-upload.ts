import type { Store } from '../store/store.ts';
import type { UploadRow } from '../store/uploads.ts';

/** Only inside a transaction, like all of this file. The upload itself stays. */
export function removeParts({ uploads, contents }: Store, { id }: UploadRow) {
  const parts = uploads.parts(id);
  uploads.deleteParts(id);
  for (const part of parts) contents.drop(part.content_id);
}

/** As if it had never been begun. */
export function removeUpload(store: Store, upload: UploadRow) {
  removeParts(store, upload);
  store.uploads.delete(upload.id);
}
