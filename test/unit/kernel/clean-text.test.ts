import { expect, test } from 'vitest';
import { cleanLine, cleanText } from '../../../src/kernel/clean-text.ts';

test.each([
  {
    name: 'plain text stays',
    text: 'Лекция 1 — 波 👩‍🔬 «שלום»',
    clean: 'Лекция 1 — 波 👩‍🔬 «שלום»',
  },
  { name: 'line ends and tabs stay', text: 'a\r\n\tb', clean: 'a\r\n\tb' },
  { name: 'NUL and other controls go', text: 'a\u0000b\u0007c\u001b[31m\u0085', clean: 'abc[31m' },
  { name: 'overrides go', text: 'song\u202Egpj.exe', clean: 'songgpj.exe' },
  { name: 'embeddings go, also with their end', text: '\u202Aa\u202B b\u202C\u202D', clean: 'a b' },
  {
    name: 'an isolate with its end stays',
    text: 'by \u2068דנה\u2069.',
    clean: 'by \u2068דנה\u2069.',
  },
  {
    name: 'nested isolates stay',
    text: '\u2067a\u2066b\u2069c\u2069',
    clean: '\u2067a\u2066b\u2069c\u2069',
  },
  { name: 'an isolate without its end goes', text: 'a \u2067b', clean: 'a b' },
  {
    name: 'an end without an isolate goes',
    text: 'a\u2069 \u2066b\u2069',
    clean: 'a \u2066b\u2069',
  },
  { name: 'marks of direction stay', text: 'C\u200E+\u200F', clean: 'C\u200E+\u200F' },
  { name: 'half a sign becomes a whole one', text: 'a\ud83d', clean: 'a\ufffd' },
])('$name', ({ text, clean }) => {
  expect(cleanText(text)).toBe(clean);
});

test('a name is one line', () => {
  expect(cleanLine(' a\n\u0000 b\u00a0\u202E ')).toBe('a b');
});
