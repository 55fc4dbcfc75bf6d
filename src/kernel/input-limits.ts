type Limit = {
  most: number;
  /** What may be no more, with its unit. */
  of: string;
  /** What to do instead. */
  fix: string;
};

/**
 * The most that is taken in of what strangers send: the one home of these numbers, read by the checks,
 * the errors and docs/limits.md.
 */
export const INPUT_LIMITS = {
  /** A day of captions with the time of each word has about half of it. */
  sidecarBytes: {
    most: 10_000_000,
    of: 'bytes of a subtitle file',
    fix: 'Leave out styles and the times of single words.',
  },
  /** A caption each 1.7 seconds for a day. */
  sidecarCues: {
    most: 50_000,
    of: 'captions in a subtitle file',
    fix: 'Split the recording, or join captions of single words.',
  },
  /** A day of quick speech. */
  sidecarWords: {
    most: 300_000,
    of: 'words in a subtitle file',
    fix: 'Split the recording, or send subtitles without what is not said.',
  },
  /** Of ten letters for each word, with the space. */
  sidecarLetters: {
    most: 3_000_000,
    of: 'letters in the captions of a subtitle file',
    fix: 'Split the recording, or send subtitles without what is not said.',
  },
} as const satisfies Record<string, Limit>;

type LimitName = keyof typeof INPUT_LIMITS;

const number = new Intl.NumberFormat('en');

/** The limit as a sentence, and what to do. */
export function limitText(name: LimitName): string {
  const { most, of, fix } = INPUT_LIMITS[name];
  return `There are more than ${number.format(most)} ${of}, which is the limit. ${fix}`;
}
