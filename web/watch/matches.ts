import { every } from './elements.ts';
import { findAll, folded, readParagraph } from './find-text.ts';
import { follow, reveal } from './follow.ts';
import { paint } from './paint.ts';

type Paragraph = ReturnType<typeof readParagraph>;

/** Read at the first search, which most viewers never make. */
let paragraphs: Paragraph[] | undefined;
let matches: Range[] = [];
let chosen = -1;

export function search(typed: string) {
  const query = folded(typed.trim().replace(/\s+/g, ' '));
  paragraphs ??= every('#lines p', HTMLElement).map(readParagraph);
  matches = query ? findAll(paragraphs, query) : [];
  paint('match', matches);
  const choice = choose(0);
  if (!query) follow(true);
  return choice;
}

/** The next match or the one before; after the last comes the first. */
export const step = (by: number) => choose(chosen + by);

function choose(index: number) {
  chosen = matches.length === 0 ? -1 : (index + matches.length) % matches.length;
  const match = matches[chosen];
  paint('match-now', match ? [match] : []);
  if (match) {
    follow(false);
    const sentence = match.startContainer.parentElement;
    if (sentence) reveal(sentence);
  }
  return { number: chosen + 1, count: matches.length };
}
