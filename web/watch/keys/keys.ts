import { around, required } from '../elements.ts';
import { stored } from '../stored.ts';
import { KEY_ACTIONS } from './key-actions.ts';
import { keyName } from './key-name.ts';

const KEY = 'castline.keys';
const keysOn = required('#keys-on', HTMLInputElement);

/** What is typed there stays text. */
const FIELDS = 'input:not([type=range]), select, textarea, [contenteditable]';

/** The browser's own player, buttons and scrolling texts know what these keys mean for them. */
const KEEPERS: Record<string, string> = {
  ' ': 'a, button, summary, input, video, audio, #lines',
  ArrowLeft: 'video, audio',
  ArrowRight: 'video, audio',
};

/** Keys can be switched off (WCAG 2.1.4). */
export function startKeys() {
  keysOn.checked = stored(storage => storage.getItem(KEY)) !== 'off';
  keysOn.addEventListener('change', () => {
    stored(storage => storage.setItem(KEY, keysOn.checked ? 'on' : 'off'));
  });
  document.addEventListener('keydown', act);
}

function act(event: KeyboardEvent) {
  const name = keyName(event);
  const action = KEY_ACTIONS.get(name);
  if (!action || !isOurs(event, name)) return;
  event.preventDefault();
  action();
}

function isOurs(event: KeyboardEvent, name: string) {
  const taken = event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey;
  if (!keysOn.checked || taken || document.querySelector('dialog[open]')) return false;
  if (around(event, FIELDS, Element)) return false;
  const keepers = KEEPERS[name];
  return !(keepers && around(event, keepers, Element));
}
