import { ffmpeg } from '../../local/sample/run-program.ts';
import type { EditList } from '../../src/documents/edit.contract.ts';

type Plain = { input: string; output: string; edit: EditList };
const FRAME_RATE = 25;

const encode = (preset: string) => ['-c:v', 'libx264', '-preset', preset, '-c:a', 'aac'];

export const copyRemux = ({ input, output }: Plain) => ffmpeg(['-i', input, '-c', 'copy', output]);

/** What most scripts do: frames and blocks of samples chosen by time. */
export const selectCut =
  (preset: string) =>
  async ({ input, output, edit }: Plain) => {
    // A quarter of a frame early, so that no rounding decides.
    const chosen = edit.kept
      .map(({ start, end }) => `gte(t,${start - 0.01})*lt(t,${end - 0.01})`)
      .join('+');
    await ffmpeg([
      ...['-i', input, '-vf', `select='${chosen}',setpts=N/${FRAME_RATE}/TB`],
      ...['-af', `aselect='${chosen}',asetpts=N/SR/TB`, ...encode(preset), output],
    ]);
  };

/** Each range on its own branch, joined by the concat filter. */
export const trimCut =
  (preset: string) =>
  async ({ input, output, edit }: Plain) => {
    const branches = edit.kept.map(({ start, end }, at) => {
      const range = `start=${start}:end=${end}`;
      return `[0:v]trim=${range},setpts=PTS-STARTPTS[v${at}];[0:a]atrim=${range},asetpts=PTS-STARTPTS[a${at}]`;
    });
    const pads = edit.kept.map((_, at) => `[v${at}][a${at}]`).join('');
    const graph = `${branches.join(';')};${pads}concat=n=${edit.kept.length}:v=1:a=1[v][a]`;
    await ffmpeg([
      ...['-i', input, '-filter_complex', graph, '-map', '[v]', '-map', '[a]'],
      ...[...encode(preset), output],
    ]);
  };
