import { access, mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Cloud, startCloud } from '../cloud/cloud.ts';
import { operatorSettings } from '../cloud/operator-settings.ts';
import { makeSampleLecture } from '../sample/make-sample-lecture.ts';
import { signUp } from './account.ts';
import { progressDisplay } from './bars.ts';
import { followTask } from './follow-task.ts';
import { HELP, type Options, readOptions, UsageError } from './options.ts';
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
    if (!(await exists(file))) throw new UsageError(`There is no file ${file}.`);
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

/** Whatever happens, the cloud is stopped: its workers would outlive this process. */
async function run(options: Options) {
  if (options.file) await inputFile(options);
  const starting = startCloud({
    dataDir: options.data,
    log: say,
    environment: operatorSettings(process.env),
  });
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => interrupted.abort(new Error(`Stopped by ${signal}.`)));
  }
  try {
    const [input, cloud] = await Promise.all([inputFile(options), starting]);
    await Promise.race([show(options, cloud, input), aborted(interrupted.signal)]);
    if (!options.keep) {
      say(`To open the page again: npm start -- --data ${options.data} (or demo with --keep).`);
      return;
    }
    say(`The local cloud goes on: API ${cloud.apiUrl}, docs ${cloud.apiUrl}/docs. Ctrl-C ends it.`);
    await aborted(interrupted.signal).catch(() => undefined);
  } finally {
    await (await starting).stop();
  }
}

const aborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop);
  });

async function show(options: Options, cloud: Cloud, input: string) {
  const { subtitles, out, json } = options;
  const api = await signUp(cloud.apiUrl);
  const draw = json ? () => undefined : progressDisplay(process.stderr);
  say(`Uploading ${input}`);
  const began = performance.now();
  const onBytes = () => undefined;
  const recording = await uploadRecording(api, { file: input, subtitles, onBytes });
  const taskId = recording.last_task_id;
  if (!taskId) throw new Error('The upload was completed and no task began.');
  const details = await followTask(api, recording.recording_id, taskId, draw);
  const wallSeconds = (performance.now() - began) / 1000;
  const results = await collectResults({ details, input, out, wallSeconds });
  console.log(json ? JSON.stringify(results) : resultTable(results));
  process.exitCode = results.status === 'READY' ? 0 : 1;
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) console.log(HELP);
  else await run(options);
} catch (error) {
  const wrongUse = error instanceof UsageError;
  say(wrongUse ? `${error.message}\n\n${HELP}` : String(error));
  process.exitCode = 2;
}
