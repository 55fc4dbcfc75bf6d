import type { Range } from '../../../documents/ranges.ts';
import { MATCH_RATE } from '../../../media/render/check/sound-match.ts';
import { QUIET, untrustedInput } from '../input-args.ts';
import { ON_THE_CLOCK } from '../read/read-args.ts';

/** Decoders of sound need a few packets before what they give is right. */
const EARLY_SECONDS = 0.5;
/** Hum and offset would correlate with anything. */
const MONO = `aresample=${MATCH_RATE},aformat=sample_fmts=flt:channel_layouts=mono`;
const FINISH = 'highpass=f=100';

type SoundWindows = {
  path: string;
  index: number;
  channels: number;
  windows: readonly Range[];
  fromBeginning: boolean;
  /** Each window has a pipe of its own; from the beginning, all sound comes by the first. */
  firstPipe: number;
};

/** Windows of the sound on the file's own clock: decoded around each, or all up to the last. */
export function soundWindowArgs({
  path,
  index,
  channels,
  windows,
  fromBeginning,
  firstPipe,
}: SoundWindows) {
  // First as the finished sound is mixed: six channels to one directly would sound otherwise.
  const mix = `aformat=channel_layouts=${channels === 1 ? 'mono' : 'stereo'},${MONO}`;
  const output = (input: number, filter: string) => [
    ...['-map', `${input}:${index}`, '-af', filter, '-f', 'f32le', `pipe:${firstPipe + input}`],
  ];
  if (fromBeginning) {
    const end = Math.max(...windows.map(window => window.end)).toFixed(6);
    const all = `${ON_THE_CLOCK},atrim=end=${end},${mix},${FINISH}`;
    return [...QUIET, ...untrustedInput(path), ...output(0, all)];
  }
  return [
    ...[...QUIET, '-copyts', '-start_at_zero'],
    ...windows.flatMap(({ start }) => [...seekTo(start - EARLY_SECONDS), ...untrustedInput(path)]),
    ...windows.flatMap((window, input) => output(input, cutOut(window, mix))),
  ];
}

/** The seek says only where decoding begins; what counts are the stamps. */
const seekTo = (seconds: number) =>
  seconds > 0 ? ['-noaccurate_seek', '-ss', seconds.toFixed(6)] : [];

/** From just before the window to its end, then exact to the sample, with holes as silence. */
function cutOut({ start, end }: Range, mix: string) {
  const early = `atrim=start=${Math.max(0, start - EARLY_SECONDS).toFixed(6)}:end=${end.toFixed(6)}`;
  const first = Math.round(start * MATCH_RATE);
  return `${early},${mix},aresample=async=1:min_hard_comp=0.02:first_pts=${first},${FINISH}`;
}
