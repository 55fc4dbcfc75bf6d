import { required } from './elements.ts';

export const SAID_MS = 1600;
export const said = required('#said', HTMLElement);
let timer: number | undefined;

/** Tells for a moment what a key or a button did. */
export function say(text: string) {
  clearTimeout(timer);
  said.textContent = text;
  timer = setTimeout(() => {
    said.textContent = '';
  }, SAID_MS);
}
