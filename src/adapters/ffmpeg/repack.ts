import type { AnalyzePorts } from '../../media/ports.ts';
import type { Source } from '../../media/source.ts';
import { StageError } from '../../pipeline/stage-error.ts';
import { QUIET, untrustedInput } from './input-args.ts';
import { runEngine } from './run-engine.ts';

type Repack = { path: string; source: Source; target: string };

/** Into Matroska: ffmpeg evens out jumps of broadcast time stamps while it copies. */
export const repackArgs = ({ path, source, target }: Repack, sound: 'copy' | 'flac') => [
  ...QUIET,
  // Of several pictures in a packet, program streams stamp the first one only.
  ...['-fflags', '+genpts', ...untrustedInput(path)],
  ...[source.video, source.audio, ...source.otherAudio].flatMap(track =>
    track ? ['-map', `0:${track.index}`] : [],
  ),
  ...['-c:v', 'copy', '-c:a', sound, '-f', 'matroska', target],
];

export const repack =
  (program: string): AnalyzePorts['repack'] =>
  async ({ signal, onDamage, ...request }) => {
    try {
      await runEngine({ program, args: repackArgs(request, 'copy'), signal });
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof StageError) || error.code !== 'unreadable_media') throw error;
      // A packet that is no sound ends the copy; a decoder only leaves it out.
      onDamage();
      await runEngine({ program, args: repackArgs(request, 'flac'), signal });
    }
  };
