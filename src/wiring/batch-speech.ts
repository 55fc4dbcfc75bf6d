import { rm } from 'node:fs/promises';
import { type RemoteSpeech, SPEECH } from '../adapters/speech/index.ts';
import type { BatchSpeech } from '../speech/batch/ports.ts';
import { type ProviderSettings, setUpSpeech } from './provider-settings.ts';

const removeFile = (path: string) => rm(path, { force: true });

/**
 * What asks for jobs that are under way: all that is needed where there are no engines. With
 * `engine`, new jobs can be made, too.
 */
export async function batchSpeechPorts(
  settings: ProviderSettings,
  engine: Pick<BatchSpeech, 'join'> = {},
): Promise<Partial<Record<RemoteSpeech, BatchSpeech>>> {
  const services = setUpSpeech(settings).map(async ([name, access]) => {
    const row = SPEECH[name];
    if (!('loadBatch' in row)) return [];
    const service = (await row.loadBatch())(access);
    return [[name, { service, clock: Date.now, removeFile, ...engine }] as const];
  });
  return Object.fromEntries((await Promise.all(services)).flat());
}
