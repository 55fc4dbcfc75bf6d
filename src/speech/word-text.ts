/** A word without case and punctuation, to tell whether two are the same. */
export const comparable = (text: string) =>
  text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{N}]/gu, '');

/** A closing quote or bracket may follow. */
const CLOSING = `[»”"')\\]」』）】]*$`;
/** Latin, Arabic, Hindi, Chinese and Japanese. */
const SENTENCE_END = new RegExp(`[.!?…؟।。！？]${CLOSING}`, 'u');
const CLAUSE_END = new RegExp(`[,;:—–،؛，、；：]${CLOSING}`, 'u');

export const endsSentence = (text: string) => SENTENCE_END.test(text);
export const endsClause = (text: string) => CLAUSE_END.test(text);
