import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

type Seeding = {
  /** The beginning of the clip. */
  wav: string;
  log: string;
  /** Where the adapted model may be put. */
  folder: string;
  modelFolder: string;
  decode: (args: string[]) => Promise<unknown>;
};

const SETTINGS_FILE = 'feat.params';
/** A narrow first look: only the average spectrum of the speech is wanted, not its words. */
const FIRST_LOOK = ['-maxhmmpf', '300', '-fwdflat', 'no', '-bestpath', 'no'];
const MEAN_LINE = /Update to\s*<\s*([-\d. ]+?)\s*>/g;

/**
 * The acoustic model, adapted to this clip's channel. The decoder learns the average spectrum
 * (cepstral mean) only while it listens, so the first sentence of every clip suffers from a mean
 * that is not its own, and the option to set it is overridden by the model's settings file.
 * Undefined when the clip has no speech to learn from.
 */
export async function seededModel({ wav, log, folder, modelFolder, decode }: Seeding) {
  await decode(['-infile', wav, '-logfn', log, ...FIRST_LOOK]);
  const mean = lastMean(await readFile(log, 'utf8'));
  if (!mean) return undefined;
  await mkdir(folder);
  for (const name of await readdir(modelFolder)) {
    if (name !== SETTINGS_FILE) await symlink(join(modelFolder, name), join(folder, name));
  }
  const settings = await readFile(join(modelFolder, SETTINGS_FILE), 'utf8');
  const others = settings.split('\n').filter(line => line && !line.startsWith('-cmninit'));
  await writeFile(join(folder, SETTINGS_FILE), [...others, `-cmninit ${mean}`, ''].join('\n'));
  return folder;
}

const lastMean = (log: string) => [...log.matchAll(MEAN_LINE)].at(-1)?.[1]?.split(/\s+/).join(',');
