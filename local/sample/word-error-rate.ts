const normal = (text: string) =>
  text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}' ]/gu, ' ')
    .split(/\s+/)
    .filter(Boolean);

/** Words to insert, delete or replace to get from what was heard to what was said, as a share. */
export function wordErrorRate(said: string, heard: string) {
  const [truth, words] = [normal(said), normal(heard)];
  let row = words.map((_, index) => index + 1);
  for (const [at, word] of truth.entries()) {
    let [diagonal, left] = [at, at + 1];
    row = row.map((above, index) => {
      left = Math.min(above + 1, left + 1, diagonal + (word === words[index] ? 0 : 1));
      diagonal = above;
      return left;
    });
  }
  return (row.at(-1) ?? truth.length) / truth.length;
}
