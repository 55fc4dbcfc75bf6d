const SIGNS: Record<string, string> = { Comma: ',', Period: '.' };

/** On a keyboard of other letters the key counts, not what it writes. */
export function keyName({ key, code }: { key: string; code: string }) {
  if (key.length > 1) return key;
  if (/[\x20-\x7e]/.test(key)) return key.toLowerCase();
  return SIGNS[code] ?? code.replace(/^Key/, '').toLowerCase();
}
