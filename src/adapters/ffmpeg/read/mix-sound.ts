import type { OpenPorts, PackRequest } from '../../../media/original/ports.ts';
import { readLimits } from '../engine-limits.ts';
import { QUIET_BUT_VERBOSE, untrustedInput } from '../input-args.ts';
import { createReadLog } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { losslessInto, mixGraph } from './mix-down.ts';
import { ON_THE_CLOCK } from './read-args.ts';
import { SOUND_END } from './sound-end.ts';

type Mix = Omit<Parameters<OpenPorts['mixSound']>[0], 'signal'>;

/** The picture bit by bit, and one sound that is kept without loss. */
export function mixArgs({ path, source, target, tracks }: Mix): string[] {
  const mixed = tracks.map(({ track, channel }) => ({ ...track, channel }));
  const { container, sound } = losslessInto(source);
  return [
    ...QUIET_BUT_VERBOSE,
    ...untrustedInput(path),
    ...['-filter_complex', mixGraph(mixed, ON_THE_CLOCK)],
    ...(source.video ? ['-map', `0:${source.video.index}`, '-c:v', 'copy'] : []),
    ...['-map', '[mixed]', ...sound, ...SOUND_END, '-f', container, target],
  ];
}

export const mixSound =
  (program: string): OpenPorts['mixSound'] =>
  async ({ signal, ...mix }: Mix & Pick<PackRequest, 'signal'>) => {
    const log = createReadLog();
    const limits = readLimits(mix.source);
    await runEngine({ program, args: mixArgs(mix), signal, limits, onLogLine: log.line });
    return { damaged: log.damaged(), lostSeconds: log.lostSeconds() };
  };
