/** A command as its golden file shows it: one option a line. */
export const commandLines = (command: readonly string[]) =>
  `${command.join(' ').replaceAll(' -', '\n-')}\n`;
