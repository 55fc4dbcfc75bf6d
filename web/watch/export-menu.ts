import { copyOnClick } from './copy.ts';
import { every, optional } from './elements.ts';

/** The menu that saves the transcript, or copies all of it. */
export function startExportMenu() {
  const copyText = optional('#copy-text', HTMLButtonElement);
  if (!copyText) return;
  copyOnClick(copyText, transcriptText);
  const menu = copyText.closest('details');
  if (menu) closeWhenLeft(menu);
}

const transcriptText = () =>
  `${every('#lines h3, #lines p', HTMLElement).map(textOf).join('\n\n')}\n`;

function textOf(node: HTMLElement) {
  if (node.matches('h3')) return node.textContent;
  return every('span[data-t]', HTMLElement, node)
    .map(({ textContent }) => textContent)
    .join(' ');
}

function closeWhenLeft(menu: HTMLDetailsElement) {
  document.addEventListener('click', ({ target }) => {
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
  });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary')?.focus();
  });
}
