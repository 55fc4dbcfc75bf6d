import type { OpenPorts } from '../../../media/original/ports.ts';
import type { Source } from '../../../media/original/source.ts';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import { readLimits } from '../engine-limits.ts';
import { QUIET, untrustedInput } from '../input-args.ts';
import { runEngine } from '../run-engine.ts';

type Repack = { path: string; source: Source; target: string };

type Pack = {
  input: readonly string[];
  source: Source;
  container: 'matroska' | 'mov';
  target: string;
  sound?: 'copy' | 'flac';
};

/** The tracks that we use, into a container that has an index. */
export const packArgs = ({ input, source, container, target, sound = 'copy' }: Pack) => [
  ...[...QUIET, ...input],
  ...[source.video, source.audio, ...source.otherAudio].flatMap(track =>
    track ? ['-map', `0:${track.index}`] : [],
  ),
  ...['-c:v', 'copy', '-c:a', sound, '-f', container, target],
];

/** Into Matroska: ffmpeg evens out jumps of broadcast time stamps while it copies. */
export const repackArgs = ({ path, source, target }: Repack, sound: 'copy' | 'flac') => {
  // Of several pictures in a packet, program streams stamp the first one only.
  const input = ['-fflags', '+genpts', ...untrustedInput(path)];
  return packArgs({ input, source, container: 'matroska', target, sound });
};

export const repack =
  (program: string): OpenPorts['repack'] =>
  async ({ signal, ...request }) => {
    const limits = readLimits(request.source);
    try {
      await runEngine({ program, args: repackArgs(request, 'copy'), signal, limits });
      return { damaged: false };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StageError) || error.code !== 'unreadable_media') throw error;
      // A packet that is no sound ends the copy; a decoder only leaves it out.
      await runEngine({ program, args: repackArgs(request, 'flac'), signal, limits });
      return { damaged: true };
    }
  };
