import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runProgram } from '../../local/sample/run-program.ts';
import { type RenderAlone, RenderAnswer } from './render-alone.contract.ts';

/** As the worker's image starts Node, with what that made of the sources kept beside them. */
const FLAGS = ['--max-semi-space-size=1'];
const KEPT = { NODE_COMPILE_CACHE: join('.castline', 'compile-cache') };
const MAIN = fileURLToPath(new URL('render-main.ts', import.meta.url));

const render = (...args: string[]) =>
  runProgram(process.execPath, [...FLAGS, MAIN, ...args], { ...process.env, ...KEPT });

/** Without a job it only loads, as the build of the image does. */
export const warmUpRender = () => render();

/** Renders by the stage in a process of its own, so that nothing of the bench counts as its memory. */
export async function renderAlone(job: RenderAlone) {
  const printed = await render(JSON.stringify(job));
  return RenderAnswer.parse(JSON.parse(printed.toString()));
}
