/** What we use of two libraries that come without types. */
declare module 'stopword' {
  type SmallWords = readonly string[];
  export const deu: SmallWords;
  export const eng: SmallWords;
  export const fra: SmallWords;
  export const ita: SmallWords;
  export const nld: SmallWords;
  export const pol: SmallWords;
  export const por: SmallWords;
  export const rus: SmallWords;
  export const spa: SmallWords;
  export const tur: SmallWords;
  export const ukr: SmallWords;
}

declare module 'snowball-stemmers' {
  type Stemmer = { stem: (word: string) => string };
  const snowball: { newStemmer: (language: string) => Stemmer };
  export = snowball;
}
