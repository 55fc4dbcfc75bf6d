/** For the customer, where a file is partly unreadable and the rest was worth keeping. */
export const DAMAGED_NOTE =
  'Parts of the file are damaged; they were kept as far as they can be read.';
