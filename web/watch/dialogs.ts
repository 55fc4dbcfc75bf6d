import { every, required } from './elements.ts';
import { prepareShare } from './share.ts';

export function startDialogs() {
  for (const dialog of every('dialog', HTMLDialogElement)) {
    const closer = required('[data-closes]', HTMLButtonElement, dialog);
    closer.addEventListener('click', () => dialog.close());
    // A click beside the dialog is one on its backdrop, which belongs to it.
    dialog.addEventListener('click', event => {
      if (event.target === dialog) dialog.close();
    });
  }
  for (const button of every('[data-opens]', HTMLButtonElement)) {
    button.addEventListener('click', () => openDialog(button.dataset.opens ?? ''));
  }
}

export function openDialog(id: string) {
  if (id === 'share-box') prepareShare();
  required(`#${id}`, HTMLDialogElement).showModal();
}
