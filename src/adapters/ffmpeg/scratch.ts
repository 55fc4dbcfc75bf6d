import { readdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { OpenPorts } from '../../media/original/ports.ts';

/** What an engine that was stopped still writes to goes as well, once it has let go of it. */
export const keepOnly: OpenPorts['keepOnly'] = async (folder, paths) => {
  const kept = new Set(paths.map(path => basename(path)));
  const others = (await readdir(folder)).filter(name => !kept.has(name));
  await discard(others.map(name => join(folder, name)));
};

export const discard: OpenPorts['discard'] = async paths => {
  await Promise.all(paths.map(path => rm(path, { force: true, recursive: true })));
};
