import { SAID_MS, say } from './say.ts';

export const copyOnClick = (button: HTMLButtonElement, text: () => string) =>
  button.addEventListener('click', () => copy(text(), button).catch(() => {}));

async function copy(text: string, button: HTMLButtonElement) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text, button.parentElement ?? document.body);
    button.focus();
  }
  sayCopied(button);
}

/** Pages without TLS have no clipboard; the old way needs a field to select. */
function copyBySelection(text: string, near: Element) {
  const field = document.createElement('textarea');
  field.value = text;
  near.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('The browser copies nothing.');
}

function sayCopied(button: HTMLButtonElement) {
  const usual = button.textContent;
  const done = button.dataset.done ?? '';
  button.textContent = done;
  button.disabled = true;
  setTimeout(() => {
    button.textContent = usual;
    button.disabled = false;
    if (document.activeElement === document.body) button.focus();
  }, SAID_MS);
  say(done);
}
