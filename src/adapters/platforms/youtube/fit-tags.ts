/** All tags together (Data API, `snippet.tags[]`). */
const MOST_CHARACTERS = 500;

/**
 * As many tags as fit, in order. Commas between them count, and a tag with a space counts its
 * quotes; signs that no text there may hold are replaced.
 */
export function fitTags(tags: readonly string[]) {
  const fitting: string[] = [];
  let used = 0;
  for (const tag of tags.map(plain)) {
    const length = tag.length + (tag.includes(' ') ? 2 : 0) + (fitting.length > 0 ? 1 : 0);
    if (!tag || used + length > MOST_CHARACTERS) continue;
    used += length;
    fitting.push(tag);
  }
  return fitting;
}

const plain = (tag: string) => tag.replaceAll('<', '‹').replaceAll('>', '›').trim();
