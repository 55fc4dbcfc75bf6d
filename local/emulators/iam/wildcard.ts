const SPECIAL = /[.*+?^${}()|[\]\\]/g;

const known = new Map<string, RegExp>();

/** Whether `text` fits a pattern in which `*` stands for any text and `?` for one character. */
export function isLike(pattern: string, text: string) {
  const compiled = known.get(pattern) ?? compile(pattern);
  known.set(pattern, compiled);
  return compiled.test(text);
}

/** As `isLike`, for names of actions: AWS reads them in any case. */
export const isLikeAction = (pattern: string, action: string) =>
  isLike(pattern.toLowerCase(), action.toLowerCase());

function compile(pattern: string) {
  const escaped = pattern.replace(SPECIAL, character => `\\${character}`);
  return new RegExp(`^${escaped.replaceAll('\\*', '.*').replaceAll('\\?', '.')}$`, 's');
}
