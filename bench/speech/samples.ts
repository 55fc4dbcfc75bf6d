import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { makeSampleLecture } from '../../local/sample/make-sample-lecture.ts';

/** A recording, and what is said in it. */
export type SpeechSample = { name: string; path: string; said: string };

const FIXTURES = resolve(import.meta.dirname, '../../../shared/fixtures');

const KNOWN = [
  {
    name: 'Kennedy, 11 s',
    file: 'jfk-11s.flac',
    said: 'and so my fellow americans ask not what your country can do for you ask what you can do for your country',
  },
  {
    name: 'talk, 42 s',
    file: 'talk-42s.mp4',
    said: 'hello this is an example video for your convenience and pleasure you are allowed to use this voice for any purpose including commercial uses on the bottom right you can see the time when the time reaches 40 seconds i will say banana banana',
  },
];

const SPANISH = `Buenos días, estimados colegas. Hoy vamos a hablar de los ríos. El río lleva las piedras desde
las montañas hasta el mar, y el agua pule cada piedra. El cauce del río cambia cada primavera, cuando se derrite
la nieve y sube el agua. Ahora pasemos al pan. El panadero prepara la masa con harina, agua y levadura. La masa
tiene que crecer, y sólo después se mete el pan en el horno. La corteza del pan depende de la temperatura del
horno. Por último, hablemos del corazón. El corazón empuja la sangre por los vasos. El corazón de un adulto late
unas setenta veces por minuto. Muchas gracias por su atención.`;

/** All that this machine has: fixtures beside the checkout, voices that are installed. */
export async function speechSamples(folder: string, seconds: number): Promise<SpeechSample[]> {
  const known = KNOWN.map(({ file, ...sample }) => ({ ...sample, path: join(FIXTURES, file) }));
  const talk = join(FIXTURES, 'talk-42s.mp4');
  const russian = spokenRussian(folder);
  return [
    ...known,
    ...(existsSync(talk)
      ? [{ ...known[1], name: 'talk in noise', path: noisy(folder, talk) }]
      : []),
    await lecture(folder, seconds),
    { name: 'Spanish, espeak-ng', path: spokenSpanish(folder), said: SPANISH },
    ...russian,
  ].filter((sample): sample is SpeechSample => existsSync(sample.path ?? ''));
}

async function lecture(folder: string, seconds: number): Promise<SpeechSample> {
  const path = join(folder, 'lecture.mp4');
  const { utterances } = await makeSampleLecture({ outputPath: path, seconds, fast: true });
  return { name: 'sample lecture', path, said: utterances.map(({ text }) => text).join(' ') };
}

/** Pink noise, as of an old fan. */
function noisy(folder: string, source: string) {
  const path = join(folder, 'noisy.wav');
  const noise = ['-f', 'lavfi', '-i', 'anoisesrc=r=16000:c=pink:a=0.08:seed=3'];
  const mix =
    '[0:a]aresample=16000,aformat=channel_layouts=mono[v];[v][1:a]amix=duration=first:normalize=0';
  run('ffmpeg', ['-v', 'error', '-y', '-i', source, ...noise, '-filter_complex', mix, path]);
  return path;
}

function spokenSpanish(folder: string) {
  const path = join(folder, 'spanish.wav');
  run('espeak-ng', ['-v', 'es', '-s', '140', '-w', path, SPANISH]);
  return path;
}

/** The words of the fixture by its own voice, and by one that was cut from a speaker's recordings. */
function spokenRussian(folder: string): SpeechSample[] {
  const captions = join(FIXTURES, 'cases', 'ru-lecture.srt');
  if (!existsSync(captions)) return [];
  const lines = readFileSync(captions, 'utf8').split('\n');
  const said = lines.filter(line => /\p{L}/u.test(line)).join('\n');
  const path = join(folder, 'russian.wav');
  writeFileSync(`${path}.txt`, said);
  // festival with festvox-ru, where somebody installed them.
  run('text2wave', ['-eval', '(voice_msu_ru_nsh_clunits)', '-o', path, `${path}.txt`]);
  return [
    { name: 'Russian, espeak-ng', path: join(FIXTURES, 'cases', 'ru-lecture.mp4'), said },
    { name: 'Russian, festvox-ru', path, said },
  ];
}

/** A program that is missing leaves no file, and the sample out. */
const run = (program: string, args: readonly string[]) => spawnSync(program, args);
