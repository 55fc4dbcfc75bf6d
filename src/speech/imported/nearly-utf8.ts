import { countSigns, isReplacement } from './count-signs.ts';

/** So many good letters beyond ASCII are no accident in another encoding, for each bad byte. */
const GOOD_FOR_A_BAD_ONE = 5;
const REPLACEMENT = '\ufffd';

/**
 * The text of a file that is UTF-8, but for a few bytes that were lost or cut in two; undefined where
 * it is another encoding. What is no letter any more is left out.
 */
export function nearlyUtf8(bytes: Uint8Array) {
  // Removes the byte order mark as well.
  const text = new TextDecoder().decode(bytes);
  const lost = countSigns(text, isReplacement);
  if (lost === 0) return { text, notes: [] };
  const bad = lost - replacementsSent(bytes);
  const good = countSigns(text, code => code > 0x7f && !isReplacement(code));
  if (good < bad * GOOD_FOR_A_BAD_ONE) return undefined;
  const note =
    lost === 1
      ? 'One letter of the subtitle file could not be read and is left out.'
      : `${lost} letters of the subtitle file could not be read and are left out.`;
  return { text: text.replaceAll(REPLACEMENT, ''), notes: [note] };
}

/** The replacement sign itself, in a file that somebody converted badly before. */
function replacementsSent(bytes: Uint8Array) {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let found = 0;
  for (let at = file.indexOf(REPLACEMENT); at >= 0; at = file.indexOf(REPLACEMENT, at + 3)) found++;
  return found;
}
