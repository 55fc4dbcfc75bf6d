/** What we use of two libraries that come without types. */
declare module 'stopword' {
  type SmallWords = readonly string[];
  export const ara: SmallWords;
  export const bul: SmallWords;
  export const cat: SmallWords;
  export const ces: SmallWords;
  export const dan: SmallWords;
  export const deu: SmallWords;
  export const ell: SmallWords;
  export const eng: SmallWords;
  export const est: SmallWords;
  export const fas: SmallWords;
  export const fin: SmallWords;
  export const fra: SmallWords;
  export const heb: SmallWords;
  export const hrv: SmallWords;
  export const hun: SmallWords;
  export const ind: SmallWords;
  export const ita: SmallWords;
  export const lav: SmallWords;
  export const lit: SmallWords;
  export const nld: SmallWords;
  export const nob: SmallWords;
  export const pol: SmallWords;
  export const por: SmallWords;
  export const ron: SmallWords;
  export const rus: SmallWords;
  export const slk: SmallWords;
  export const slv: SmallWords;
  export const spa: SmallWords;
  export const swe: SmallWords;
  export const tur: SmallWords;
  export const ukr: SmallWords;
  export const urd: SmallWords;
  export const vie: SmallWords;
}

declare module 'snowball-stemmers' {
  type Stemmer = { stem: (word: string) => string };
  const snowball: { newStemmer: (language: string) => Stemmer };
  export = snowball;
}
