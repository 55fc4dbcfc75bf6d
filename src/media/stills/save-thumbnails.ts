import { CANDIDATES } from '../../config/processing-config.contract.ts';
import type { EditList } from '../../documents/edit.contract.ts';
import { isKept } from '../../documents/edit-map.ts';
import { thumbnailName } from '../../documents/thumbnail-name.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import type { Still } from '../original/ports.ts';
import { chooseThumbnails } from './choose-thumbnails.ts';

/** The very first picture is often a title, a black frame or someone reaching for the mouse. */
const OPENING_SECONDS = 1;

/** Saves a handful of good pictures from what stays of the recording, the best as `01`. */
export async function saveThumbnails(
  work: RecordingWork,
  stills: readonly Still[],
  edit: EditList,
) {
  const kept = stills.filter(({ seconds }) => isKept(edit, seconds));
  const inside = kept.filter(({ seconds }) => seconds >= OPENING_SECONDS);
  const candidates = [inside, kept, stills].find(({ length }) => length > 0) ?? [];
  for (const [index, { path, seconds }] of chooseThumbnails(candidates, CANDIDATES).entries()) {
    const variant = thumbnailName(index + 1, seconds);
    const fileName = `thumbnail-${variant}`;
    await work.save({ kind: 'thumbnail', variant, fileName, contentType: 'image/jpeg', path });
  }
}
