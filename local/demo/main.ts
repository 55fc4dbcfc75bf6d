import { once } from 'node:events';
import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { startCloud } from '../cloud/cloud.ts';
import { operatorSettings } from '../cloud/operator-settings.ts';
import { makeSampleLecture } from '../sample/make-sample-lecture.ts';
import { signUp } from './account.ts';
import { progressDisplay } from './bars.ts';
import { followTask } from './follow-task.ts';
import { HELP, type Options, readOptions } from './options.ts';
import { collectResults } from './results.ts';
import { resultTable } from './table.ts';
import { uploadRecording } from './upload.ts';

const say = (text: string) => process.stderr.write(`${text}\n`);

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );

/** The given file, or a sample lecture that is made once and kept. */
async function inputFile({ file, data }: Options) {
  if (file) {
    if (!(await exists(file))) throw new TypeError(`There is no file ${file}.`);
    return resolve(file);
  }
  const folder = resolve(data, '..', 'sample');
  const path = join(folder, 'sample-lecture.mp4');
  if (await exists(`${path}.truth.json`)) return path;
  say('Making a sample lecture (synthetic speech over slides, long silences) …');
  await mkdir(folder, { recursive: true });
  await makeSampleLecture({ outputPath: path });
  return path;
}

async function run(options: Options) {
  const [input, cloud] = await Promise.all([
    inputFile(options),
    startCloud({ dataDir: options.data, log: say, environment: operatorSettings(process.env) }),
  ]);
  try {
    const api = await signUp(cloud.apiUrl);
    say(`Uploading ${input}`);
    const began = performance.now();
    const { subtitles } = options;
    const onBytes = () => undefined;
    const recording = await uploadRecording(api, { file: input, subtitles, onBytes });
    const taskId = recording.last_task_id;
    if (!taskId) throw new Error('The upload was completed and no task began.');
    const show = progressDisplay(options.json ? { write: () => undefined } : process.stderr);
    const details = await followTask(api, recording.recording_id, taskId, show);
    const wallSeconds = (performance.now() - began) / 1000;
    const results = await collectResults({ details, input, out: options.out, wallSeconds });
    console.log(options.json ? JSON.stringify(results) : resultTable(results));
    process.exitCode = results.status === 'READY' ? 0 : 1;
    if (options.keep) {
      say(
        `The local cloud goes on: API ${cloud.apiUrl}, docs ${cloud.apiUrl}/docs. Ctrl-C ends it.`,
      );
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
    }
  } finally {
    await cloud.stop();
  }
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else await run(options);
} catch (error) {
  // A wrong option or file is answered in one line; anything else shows where it came from.
  say(error instanceof TypeError ? `${error.message}\n\n${HELP}` : String(error));
  if (!(error instanceof TypeError) && error instanceof Error) say(error.stack ?? '');
  process.exitCode = 2;
}
