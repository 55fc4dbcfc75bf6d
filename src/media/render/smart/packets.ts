/**
 * The packets of a picture track in the order of the file, as its container tells them, plus what
 * can be seen in them without decoding.
 */
export type PacketTable = {
  /** When each one shows, in seconds on the original's clock; NaN where nothing says so. */
  shownSeconds: readonly number[];
  /** Packets that a decoder may start from: nothing after them refers to anything before. */
  starts: ReadonlySet<number>;
  /** Packets that are decoded but never shown, because an edit list hides them. */
  hidden: ReadonlySet<number>;
  /** Why packets cannot be passed on as they are, if they cannot. */
  trouble: 'damaged' | 'changing_parameters' | null;
};
