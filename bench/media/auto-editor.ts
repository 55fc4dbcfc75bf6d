import { runProgram } from '../../local/sample/run-program.ts';
import type { EditList } from '../../src/documents/edit.contract.ts';

const PROGRAM = 'auto-editor';

/** Whether that program is on the PATH and runs. */
export const hasAutoEditor = () =>
  runProgram(PROGRAM, ['--version']).then(
    () => true,
    () => false,
  );

type Cut = { input: string; output: string; edit: EditList };

/** The same cuts by hand, without its own rules for silence. */
export const autoEditorCut = ({ input, output, edit }: Cut) =>
  runProgram(PROGRAM, [
    ...[input, '--edit', 'none', '--cut-out'],
    ...edit.cuts.map(({ start, end }) => `${start.toFixed(2)}sec,${end.toFixed(2)}sec`),
    ...['--video-codec', 'libx264', '--no-open', '--output', output],
  ]);
