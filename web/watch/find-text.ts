import { every } from './elements.ts';

type Piece = { node: Text; from: number };
type Paragraph = { text: string; pieces: Piece[] };

/** Lower case may change the length of a few letters; the text is then searched as it is. */
export function folded(text: string) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

/** The text of a paragraph, so that a search goes across its sentences. */
export function readParagraph(paragraph: HTMLElement): Paragraph {
  const pieces: Piece[] = [];
  let text = '';
  for (const { firstChild: node, textContent } of every('span[data-t]', HTMLElement, paragraph)) {
    if (node instanceof Text) pieces.push({ node, from: text.length });
    text += `${textContent} `;
  }
  return { text: folded(text), pieces };
}

export const findAll = (paragraphs: readonly Paragraph[], query: string) =>
  paragraphs.flatMap(paragraph => findIn(paragraph, query));

function findIn({ text, pieces }: Paragraph, query: string) {
  const found: Range[] = [];
  let at = text.indexOf(query);
  while (at >= 0) {
    found.push(rangeOf(pieces, at, at + query.length));
    at = text.indexOf(query, at + query.length);
  }
  return found;
}

function rangeOf(pieces: readonly Piece[], start: number, end: number) {
  const range = document.createRange();
  const first = pieces.findLast(({ from }) => from <= start);
  const last = pieces.findLast(({ from }) => from < end);
  if (first) range.setStart(first.node, inside(first, start));
  if (last) range.setEnd(last.node, inside(last, end));
  return range;
}

const inside = ({ node, from }: Piece, offset: number) => Math.min(offset - from, node.length);
