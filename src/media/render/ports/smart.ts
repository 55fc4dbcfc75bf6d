import type { KeyPicture } from '../../../documents/probe.contract.ts';
import type { MediaFile } from '../../original/source.ts';

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
  /** Its key frames from the first on, where they were decoded. */
  keyPictures: readonly KeyPicture[];
  /** Why packets cannot be passed on as they are, if they cannot. */
  trouble: 'damaged' | 'changing_parameters' | null;
};

type ScanRequest = MediaFile & { decodesKeyFrames?: boolean };
type SplitRequest = MediaFile & { folder: string; before: readonly number[] };

export type SmartPorts = {
  /** Reads the packets of the picture, from the beginning, without decoding more than is asked for. */
  scanPackets: (request: ScanRequest & { signal: AbortSignal }) => Promise<PacketTable>;
  /** Divides the packets of the picture at these numbers, bit by bit; returns a path per stretch. */
  splitPackets: (request: SplitRequest & { signal: AbortSignal }) => Promise<string[]>;
};
