/** Search in the transcript: as one types, across sentences of a paragraph, with marks. */
export const SEARCH_SCRIPT = String.raw`
const form = document.getElementById('search');
const DEBOUNCE_MS = 120;

// Lower case may change the length of a few letters; the text is then searched as it is.
function folded(text) {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : text;
}

function readParagraph(paragraph) {
  const pieces = [];
  let text = '';
  for (const span of paragraph.querySelectorAll('span[data-t]')) {
    pieces.push({ node: span.firstChild, from: text.length });
    text += span.textContent + ' ';
  }
  return { text: folded(text), pieces };
}

let paragraphs;

function findAll(query) {
  paragraphs = paragraphs || [...lines.querySelectorAll('p')].map(readParagraph);
  const found = [];
  for (const { text, pieces } of paragraphs) {
    let at = text.indexOf(query);
    while (at >= 0) {
      found.push(rangeOf(pieces, at, at + query.length));
      at = text.indexOf(query, at + query.length);
    }
  }
  return found;
}

function rangeOf(pieces, start, end) {
  const range = document.createRange();
  const first = pieces.findLast(piece => piece.from <= start);
  const last = pieces.findLast(piece => piece.from < end);
  const inside = (piece, offset) => Math.min(offset - piece.from, piece.node.length);
  range.setStart(first.node, inside(first, start));
  range.setEnd(last.node, inside(last, end));
  return range;
}

// Marks are painted, not inserted: a thousand of them do not touch the document.
const canPaint = 'highlights' in CSS && typeof Highlight === 'function';

function paint(name, ranges) {
  if (canPaint) {
    const highlight = new Highlight();
    for (const range of ranges) highlight.add(range);
    CSS.highlights.set(name, highlight);
    return;
  }
  for (const node of lines.querySelectorAll('.' + name)) node.classList.remove(name);
  for (const range of ranges) range.startContainer.parentElement.classList.add(name);
}

let matches = [];
let chosen = -1;

function choose(index) {
  const count = form.querySelector('output');
  const query = form.query.value.trim();
  chosen = matches.length === 0 ? -1 : (index + matches.length) % matches.length;
  paint('match-now', chosen < 0 ? [] : [matches[chosen]]);
  for (const button of form.querySelectorAll('button')) button.disabled = chosen < 0;
  if (chosen < 0) {
    count.textContent = query ? count.dataset.none : '';
    return;
  }
  count.textContent = count.dataset.some.replace('{n}', chosen + 1).replace('{count}', matches.length);
  follow(false);
  reveal(matches[chosen].startContainer.parentElement);
}

function search() {
  const query = folded(form.query.value.trim().replace(/\s+/g, ' '));
  matches = query ? findAll(query) : [];
  paint('match', matches);
  choose(0);
  if (!query) follow(true);
}

if (form) {
  let timer;
  const searchNow = () => {
    clearTimeout(timer);
    timer = undefined;
    search();
  };
  form.query.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(searchNow, DEBOUNCE_MS);
  });
  form.addEventListener('submit', event => event.preventDefault());
  form.query.addEventListener('keydown', event => {
    if (event.key === 'Enter') {
      if (timer) searchNow();
      else choose(chosen + (event.shiftKey ? -1 : 1));
    }
    if (event.key !== 'Escape') return;
    form.query.value = '';
    searchNow();
    form.query.blur();
  });
  form.querySelector('[data-step="-1"]').addEventListener('click', () => choose(chosen - 1));
  form.querySelector('[data-step="1"]').addEventListener('click', () => choose(chosen + 1));
  // On a narrow screen the matches would lie below the fold.
  form.query.addEventListener('focus', () => {
    if (matchMedia('(max-width: 999px)').matches) form.parentElement.scrollIntoView({ block: 'start' });
  });
}
`;
