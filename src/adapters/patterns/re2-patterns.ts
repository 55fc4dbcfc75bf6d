import { RE2JS } from 're2js';
import type { CompilePattern } from '../../templates/match.ts';

/**
 * Regular expressions as RE2 has them: no look-around, no references back, and so no pattern that
 * takes longer than in proportion to the text. What grows too large by its repeats is refused.
 */
export const re2Patterns: CompilePattern = (source, { caseSensitive }) => {
  try {
    const compiled = RE2JS.compile(
      source.normalize('NFC'),
      caseSensitive ? 0 : RE2JS.CASE_INSENSITIVE,
    );
    return { isIn: text => compiled.matcher(text).find() };
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('RE2JS')) return undefined;
    throw error;
  }
};
