/** A word without case and punctuation, to tell whether two are the same. */
export const comparable = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
