import type { Probe } from '../../documents/probe.contract.ts';
import { findArtifact, type StageWork } from '../../pipeline/stages/stage.ts';
import { type Look, lookOf } from './look.ts';

const NO_WORDS_NOTE = 'There are no words to burn in: the picture has no captions.';
const NO_PICTURE_NOTE = 'There is no picture to burn captions into.';

/** The look that the config asks for; where its captions cannot be, a note says so. */
export async function askedLook(
  work: StageWork,
  { video }: Probe,
  notes: Set<string>,
): Promise<Look | null> {
  const { picture } = work.config;
  if (!video) {
    if (picture.burn_in.enabled) notes.add(NO_PICTURE_NOTE);
    return null;
  }
  if (!picture.burn_in.enabled) return lookOf(video, picture);
  const file = findArtifact(work, 'burn_in');
  if (!file) notes.add(NO_WORDS_NOTE);
  const captions = file && new TextDecoder().decode(await work.readBytes(file));
  return lookOf(video, picture, captions);
}
