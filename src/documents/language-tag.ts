/** ISO 639-2 for "undetermined". */
export const UNKNOWN_LANGUAGE = 'und';

/** It goes into file names and attributes, so nothing but a language tag may pass. */
const TAG = /^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/;

export const isLanguageTag = (text: string) => TAG.test(text);

/** A language that pages and feeds may name; undefined where nobody knows it. */
export const knownLanguage = (language: string | undefined) =>
  language && language !== UNKNOWN_LANGUAGE && isLanguageTag(language) ? language : undefined;
