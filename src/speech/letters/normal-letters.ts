/** Vowel signs that people leave out in Hebrew and Arabic, and joiners. */
export const LEFT_OUT = /[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f]/;

/** Letters with two codes, where old encodings have but one of them: Arabic's and Romanian's. */
const ONE_FORM: Readonly<Record<string, string>> = { ي: 'ی', ى: 'ی', ك: 'ک', ș: 'ş', ț: 'ţ' };

/** Letters as the tables know them: small, composed, in one form. */
export const normalLetters = (text: string, language: string) =>
  text
    .normalize('NFC')
    .toLocaleLowerCase(language)
    .replaceAll(/[يىكșț]/g, letter => ONE_FORM[letter] ?? letter);
