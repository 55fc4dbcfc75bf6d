/** Dialogs, copying, and a link to the place that is being watched. */
export const SHARE_SCRIPT = String.raw`
const said = document.getElementById('said');
const SAID_MS = 1600;
let saidTimer;

function say(text) {
  clearTimeout(saidTimer);
  said.textContent = text;
  saidTimer = setTimeout(() => { said.textContent = ''; }, SAID_MS);
}

// Pages without TLS have no clipboard; the old way needs a field to select.
function copyBySelection(text, near) {
  const field = document.createElement('textarea');
  field.value = text;
  near.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  if (!done) throw new Error('copy');
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text, button.parentElement);
    button.focus();
  }
  const usual = button.textContent;
  button.textContent = button.dataset.done;
  button.disabled = true;
  setTimeout(() => {
    button.textContent = usual;
    button.disabled = false;
    if (document.activeElement === document.body) button.focus();
  }, SAID_MS);
  say(button.dataset.done);
}

const copying = (button, text) => button.addEventListener('click', () => copy(text(), button).catch(() => {}));

for (const dialog of document.querySelectorAll('dialog')) {
  dialog.querySelector('[data-closes]').addEventListener('click', () => dialog.close());
  // A click beside the dialog is one on its backdrop, which belongs to it.
  dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close(); });
}

function openDialog(id) {
  if (id === 'share-box') prepareShare();
  document.getElementById(id).showModal();
}
for (const button of document.querySelectorAll('[data-opens]')) {
  button.addEventListener('click', () => openDialog(button.dataset.opens));
}

const shareLink = document.getElementById('share-link');
const shareAt = document.getElementById('share-at');
let sharedSecond = 0;

function showLink() {
  const address = new URL(document.querySelector('link[rel=canonical]').href);
  if (shareAt.checked) address.searchParams.set('t', sharedSecond);
  shareLink.value = address.href;
}

function prepareShare() {
  sharedSecond = Math.floor(player.currentTime);
  const from = document.getElementById('share-from');
  from.textContent = from.dataset.text.replace('{time}', clock(sharedSecond));
  shareAt.checked = sharedSecond > 0;
  showLink();
}
shareAt.addEventListener('change', showLink);
shareLink.addEventListener('focus', () => shareLink.select());
copying(document.getElementById('share-copy'), () => shareLink.value);

const textOf = node =>
  node.matches('h3') ? node.textContent : [...node.querySelectorAll('span[data-t]')].map(span => span.textContent).join(' ');

const copyText = document.getElementById('copy-text');
if (copyText) {
  copying(copyText, () => [...lines.querySelectorAll('h3, p')].map(textOf).join('\n\n') + '\n');
  const menu = copyText.closest('details');
  document.addEventListener('click', event => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener('keydown', event => {
    if (event.key !== 'Escape' || !menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
}
`;
