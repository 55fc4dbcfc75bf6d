import { decodeHTMLStrict } from 'entities';
import { cleanLine } from '../../kernel/clean-text.ts';

/** Breaks of HTML and of ASS; behind a colon the second is a path of Windows. */
const BREAK = /<[bB][rR]\s*\/?>|(?<!:)\\N/g;
/** Only what these formats define: `vector<int>` in a lecture is text. */
const TAG =
  /<\/?(?:(?:b|i|u|s|c|v|em|strong|strike|font|span|lang|ruby|rt|p|div)(?:[.\s/][^<>]*)?|\d[\d:.]*)>/gi;
const OVERRIDE = /\{\\[^{}]*\}/g;
const HARD_SPACE = /\\h/g;

/** What a line of a caption shows: text alone, in as many lines as its breaks make of it. */
export const plainLines = (line: string): string[] =>
  line
    .split(BREAK)
    .map(part => cleanLine(decodeHTMLStrict(withoutMarkup(part))))
    .filter(Boolean);

const withoutMarkup = (text: string) =>
  text.replaceAll(TAG, '').replaceAll(OVERRIDE, '').replaceAll(HARD_SPACE, ' ');
