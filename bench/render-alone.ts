import { fileURLToPath } from 'node:url';
import { runProgram } from '../local/sample/run-program.ts';
import { type RenderAlone, RenderAnswer } from './render-alone.contract.ts';

/** As the worker's image starts Node. */
const FLAGS = ['--max-semi-space-size=1'];
const MAIN = fileURLToPath(new URL('render-main.ts', import.meta.url));

/** Renders by the stage in a process of its own, so that nothing of the bench counts as its memory. */
export async function renderAlone(asked: RenderAlone) {
  const printed = await runProgram(process.execPath, [...FLAGS, MAIN, JSON.stringify(asked)]);
  return RenderAnswer.parse(JSON.parse(printed.toString()));
}
