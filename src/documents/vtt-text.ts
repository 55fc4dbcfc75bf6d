/** A line of a WebVTT cue: `&` first, as it is in the escapes; with `>` escaped no arrow is left. */
export const vttText = (line: string) =>
  line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
