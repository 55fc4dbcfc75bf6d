import { framesPerSecond } from '../timeline/frame-grid.ts';
import { frameTotal } from '../timeline/spans.ts';
import type { EncodeMethod } from './render-plan.ts';
import type { Tracks } from './tracks.ts';

/** All of the picture in parts, encoded anew, and the sound beside it. */
export function partTracks({ parts, sound, grid, look }: EncodeMethod, folder: string): Tracks {
  const files = parts.map((part, number) => ({
    part,
    path: `${folder}/part-${number}.mp4`,
    seconds: frameTotal(part.spans) / framesPerSecond(grid),
    look,
  }));
  return {
    sound: sound && { plan: sound, path: `${folder}/sound.m4a` },
    parts: files,
    joined: async () => ({ grid, parts: files.map(({ path, seconds }) => ({ path, seconds })) }),
  };
}
