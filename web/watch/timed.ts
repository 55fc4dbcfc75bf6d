import { every } from './elements.ts';
import { indexAt } from './index-at.ts';

export type Timed = { node: HTMLElement; start: number };

export const timed = (selector: string): Timed[] =>
  every(selector, HTMLElement).map(node => ({ node, start: Number(node.dataset.t) }));

export const chapters = timed('.chapters a[data-t]');

export const chapterTitle = (seconds: number) =>
  chapters[indexAt(chapters, seconds)]?.node.lastElementChild?.textContent ?? '';

/** Marks the item of a place as the current one, and tells of it when it is another. */
export function marker(items: readonly Timed[], onChange = (_: HTMLElement) => {}) {
  let current = -1;
  return (seconds: number) => {
    const index = indexAt(items, seconds);
    if (index === current) return;
    items[current]?.node.removeAttribute('aria-current');
    current = index;
    const node = items[index]?.node;
    if (!node) return;
    node.setAttribute('aria-current', 'true');
    onChange(node);
  };
}
