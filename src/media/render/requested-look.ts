import type { Probe } from '../../documents/probe.contract.ts';
import { findArtifact } from '../../pipeline/stages/stage.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { type Look, lookOf } from './look.ts';

const NO_WORDS_NOTE = 'There are no words to burn in: the picture has no captions.';
const NO_PICTURE_NOTE = 'There is no picture to burn captions into.';

type Requested = { look: Look | null; note: string | undefined };

/** The look that the config asks for; where its captions cannot be, a note says so. */
export async function requestedLook(work: RecordingWork, { video }: Probe): Promise<Requested> {
  const { picture } = work.config;
  const { enabled } = picture.burn_in;
  if (!video) return { look: null, note: enabled ? NO_PICTURE_NOTE : undefined };
  if (!enabled) return { look: lookOf(video, picture), note: undefined };
  const file = findArtifact(work, 'burn_in');
  if (!file) return { look: lookOf(video, picture), note: NO_WORDS_NOTE };
  const captions = new TextDecoder().decode(await work.readBytes(file));
  return { look: lookOf(video, picture, captions), note: undefined };
}
