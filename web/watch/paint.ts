import { every } from './elements.ts';

const canPaint = 'highlights' in CSS && typeof Highlight === 'function';

/** Marks are painted, not inserted: a thousand of them do not touch the document. */
export function paint(name: 'match' | 'match-now', ranges: readonly Range[]) {
  if (canPaint) paintRanges(name, ranges);
  else markSentences(name, ranges);
}

function paintRanges(name: string, ranges: readonly Range[]) {
  const highlight = new Highlight();
  for (const range of ranges) highlight.add(range);
  CSS.highlights.set(name, highlight);
}

function markSentences(name: string, ranges: readonly Range[]) {
  for (const node of every(`#lines .${name}`, HTMLElement)) node.classList.remove(name);
  for (const { startContainer } of ranges) startContainer.parentElement?.classList.add(name);
}
