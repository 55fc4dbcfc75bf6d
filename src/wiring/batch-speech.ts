import { rm } from 'node:fs/promises';
import { fireworksBatch } from '../adapters/speech/fireworks/fireworks-batch.ts';
import type { BatchSpeech } from '../speech/batch/ports.ts';
import type { ProviderSettings } from './provider-settings.ts';

/**
 * What asks for jobs that are under way: all that is needed where there are no engines. With
 * `engine`, new jobs can be made, too.
 */
export function batchSpeechPorts(
  { speech }: ProviderSettings,
  engine: Pick<BatchSpeech, 'join'> = {},
): Partial<Record<'fireworks-batch', BatchSpeech>> {
  const settings = speech['fireworks-batch'];
  if (!settings) return {};
  const removeFile = (path: string) => rm(path, { force: true });
  const service = fireworksBatch(settings);
  return { 'fireworks-batch': { service, clock: Date.now, removeFile, ...engine } };
}
