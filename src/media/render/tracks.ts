import type { JoinRequest, PartRequest } from './ports/encode.ts';
import type { SoundPlan } from './sound-plan.ts';

/** Sound to encode, and the file it goes to. */
export type SoundFile = { plan: SoundPlan; path: string };

/** A part of the picture to encode, and the file it goes to. */
export type PartFile = Pick<PartRequest, 'part' | 'look' | 'edge'> & {
  path: string;
  /** Given: what the part is decoded from instead of the original. */
  packets?: ((signal: AbortSignal) => Promise<readonly string[]>) | null;
  /** Given: how many frames are decoded for it, which may be many more than it has. */
  decodedFrames?: number;
};

/** What is encoded for a result, and what is joined then. */
export type Tracks = {
  sound: SoundFile | null;
  parts: readonly PartFile[];
  /** Asked for when all is encoded; null where the sound is the result. */
  joined: (() => Promise<Omit<JoinRequest, 'folder' | 'sound' | 'target'>>) | null;
};
