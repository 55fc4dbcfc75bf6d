import { expect, test } from 'vitest';
import { processingConfig } from '#src/config/processing-config.contract.ts';
import { requestedLook } from '#src/media/render/requested-look.ts';
import type { RecordingWork } from '#src/pipelines/recording-work.ts';
import { probeFor, SOURCE } from '../support/source.ts';

const BURN_IN = { picture: { burn_in: { enabled: true } } };
const captions = { kind: 'burn_in', variant: '' };

test.each([
  ['nothing asked for', {}, [captions], SOURCE, null, undefined],
  ['captions', BURN_IN, [captions], SOURCE, ['words'], undefined],
  ['captions without words', BURN_IN, [], SOURCE, null, /no words to burn in/],
  [
    'captions without a picture',
    BURN_IN,
    [captions],
    { ...SOURCE, video: null },
    null,
    /no picture/,
  ],
])('%s', async (_, config, artifacts, source, drawings, note) => {
  const readBytes = async () => new TextEncoder().encode('words');
  // Cast: of a stage's work, the look uses no more than these.
  const work = {
    config: processingConfig(config),
    artifacts,
    readBytes,
  } as unknown as RecordingWork;
  const requested = await requestedLook(work, probeFor(source, 60));
  expect(requested.look?.drawings ?? null).toEqual(drawings);
  if (note) expect(requested.note).toMatch(note);
  else expect(requested.note).toBeUndefined();
});
