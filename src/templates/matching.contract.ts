import * as z from 'zod';
import { cleanLine } from '../kernel/clean-text.ts';
import { idSchema } from '../kernel/ids.ts';

/** Far more than people name; each is tried on every recording that comes in. */
export const MOST_RULES = 50;
/** A pattern may grow to a thousand times its length, so there are fewer and shorter ones. */
export const MOST_PATTERNS = 20;
export const LONGEST_PATTERN = 300;
const LONGEST_NAME = 500;

const unique = <Item>(items: Item[]) => [...new Set(items)];

/** Spaces around do not count, nor do empty ones and repeats; an empty list is none. */
const names = z
  .array(z.string().max(LONGEST_NAME).overwrite(cleanLine))
  .max(MOST_RULES)
  .transform(list => unique(list.filter(name => name !== '')))
  .transform(list => (list.length > 0 ? list : null));

const patterns = z
  .array(z.string().max(LONGEST_PATTERN))
  .max(MOST_PATTERNS)
  .transform(list => unique(list.map(text => text.trim()).filter(text => text !== '')))
  .transform(list => (list.length > 0 ? list : null));

const sourceIds = z
  .array(idSchema('source', 'A source: src_ and 26 characters.'))
  .max(MOST_RULES)
  .transform(list => (list.length > 0 ? unique(list) : null));

/** Which recordings a template is for. */
export const MatchingRules = z.strictObject({
  /** The whole name. */
  exact_matches: names.nullable().default(null),
  /** A part of the name. */
  keywords: names.nullable().default(null),
  /** Regular expressions (RE2) that are found anywhere in the name. */
  patterns: patterns.nullable().default(null),
  /** The whole name with `*` for any text and `?` for one sign: `Lecture*`. */
  name_pattern: z
    .string()
    .max(LONGEST_PATTERN)
    .overwrite(cleanLine)
    .transform(text => (text === '' ? null : text))
    .nullable()
    .default(null),
  /** Only recordings of these sources. */
  source_ids: sourceIds.nullable().default(null),
  /** Only recordings that came in this way. */
  source_type: z.literal(['upload', 's3']).nullable().default(null),
  /**
   * Of the rules for names: one has to hold, or all of them. Of several exact matches it is one, in
   * either case. A source always has to be one of those that are named.
   */
  match_mode: z.literal(['any', 'all']).default('any'),
  case_sensitive: z.boolean().default(false),
});
export type MatchingRules = z.infer<typeof MatchingRules>;

/** Whether anything is asked for at all; without a rule a template is for no recording. */
export const hasRules = ({ match_mode: _mode, case_sensitive: _case, ...rules }: MatchingRules) =>
  Object.values(rules).some(rule => rule !== null);
