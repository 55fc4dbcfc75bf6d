type Limit = ({ most: number } | { least: number }) & {
  /** What may be no more, or no fewer, with its unit. */
  of: string;
  /** What to do instead. */
  fix: string;
};

/** Of limits of one track: a recording may do without it. */
const OTHERS = 'of several tracks, others can be chosen with sound.tracks.';

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
  /** What YouTube takes of a thumbnail. */
  thumbnailBytes: {
    most: 2_000_000,
    of: 'bytes of a thumbnail',
    fix: 'Save it as JPEG, or make it smaller: 1280 × 720 is enough.',
  },
  /** What was left running overnight, and the most that other numbers here are thought for. */
  mediaHours: {
    most: 24,
    of: 'hours of a recording',
    fix: 'Split the recording; where it is shorter, its time stamps are wrong: export it again.',
  },
  /** Phones record 240 for slow motion. The times of all pictures are kept: 0.4 GB at both limits. */
  pictureRate: {
    most: 300,
    of: 'pictures a second',
    fix: 'Export the recording with 60 or fewer.',
  },
  /** Calls change it some hundred times with the network. A still of each is kept. */
  pictureChanges: {
    most: 1000,
    of: 'changes of the size of the picture',
    fix: 'Export the recording with one size.',
  },
  /**
   * 8K, and what shares its pixels in another shape. Decoders keep 16 pictures and more: without a
   * limit a file of a few kilobytes takes all the memory there is.
   */
  picturePixels: {
    most: 8192 * 4608,
    of: 'pixels in a picture (8K has 8192 × 4608)',
    fix: 'Scale the picture down.',
  },
  /** Telephones have 8,000. Of 1 Hz engines make hours of a kilobyte, or crash. */
  leastSampleRate: {
    least: 4000,
    of: 'samples of sound a second (Hz)',
    fix: `Export the sound again, with 48,000; ${OTHERS}`,
  },
  /** Sixteen times that of a disc; beyond, filters want more memory than there is. */
  sampleRate: {
    most: 768_000,
    of: 'samples of sound a second (Hz)',
    fix: `Export the sound again, with 48,000; ${OTHERS}`,
  },
  /** 7.1; of more, engines do not know which channel is on which side. */
  soundChannels: {
    most: 8,
    of: 'channels in a sound track',
    fix: `Mix the sound down to one or two, or give each channel a track; ${OTHERS}`,
  },
  /** What broadcast cameras write. Each is read for itself, from start to end. */
  soundTracks: {
    most: 16,
    of: 'sound tracks in a file',
    fix: 'Mix them, or leave out those that nobody needs.',
  },
  /** A film with its languages, subtitles and fonts has about a hundred. */
  streams: {
    most: 150,
    of: 'tracks and attachments in a file',
    fix: 'Leave out those that nobody needs.',
  },
  /**
   * Engines fill a hole at once: 4 GB of the 8 that a worker has. Of more than 268 million they fill
   * a part, and what follows comes too early.
   */
  soundHole: {
    most: 250_000_000,
    of: 'samples missing in one place of the sound (at 48 kHz 43 minutes of stereo, 14 of 5.1)',
    fix: `Split the recording there; where nothing is missing, its time stamps are wrong: export it again; ${OTHERS}`,
  },
} as const satisfies Record<string, Limit>;

export type LimitName = keyof typeof INPUT_LIMITS;

const number = new Intl.NumberFormat('en');

/** The limit as a sentence, and what to do. */
export function limitText(name: LimitName): string {
  const limit: Limit = INPUT_LIMITS[name];
  const beyond =
    'most' in limit
      ? `more than ${number.format(limit.most)}`
      : `fewer than ${number.format(limit.least)}`;
  return `There are ${beyond} ${limit.of}, which is the limit. ${limit.fix}`;
}
