import { expect, test } from 'vitest';
import { EditList } from '#src/documents/edit.contract.ts';
import { editStage } from '#src/media/edit/edit-stage.ts';
import { AUTOMATIC, changedVersion, undoneVersion } from '#src/media/edit/edit-version.ts';
import { editOf } from '#src/media/edit/plan-cuts.ts';
import { runStage, uncut } from '../../../support/stage-run.ts';

const AT = '2026-01-01T00:00:00Z';
const probe = {
  version: 1,
  format: 'wav',
  duration_seconds: 20,
  size_bytes: 1,
  video: null,
  audio: { codec: 'pcm', sample_rate: 48_000, channels: 1, start_seconds: 0 },
  loudness_lufs: null,
  noise_floor_dbfs: null,
  sound_share: 1,
};
const TRANSCRIPT = {
  version: 1,
  provider: 'offline',
  model: 'm',
  language: 'en',
  words: [{ start: 9, end: 9.5, text: 'so', confidence: 0.9 }],
  segments: [{ start: 9, end: 9.5, text: 'So.', first_word: 0, last_word: 1 }],
  cost: { audio_seconds: 1, amount_minor: 0, currency: 'USD' },
};
const given = { automatic_edit: uncut(20), probe };
const change = (cuts: { start: number; end: number }[]) => ({
  cuts,
  waveform_key: null,
  made_at: AT,
});
const first = changedVersion(AUTOMATIC, change([{ start: 2, end: 5 }]));
const second = changedVersion(first, change([{ start: 7, end: 8 }]));

test('without a change the list is the automatic one, byte by byte', async () => {
  const { saved, outcome } = await runStage(editStage(), { files: given });
  expect(saved.map(({ kind, text }) => [kind, text])).toEqual([
    ['edit', JSON.stringify(uncut(20))],
  ]);
  expect(outcome.facts).toEqual({ version: 0, cuts: 0, kept_seconds: 20 });
});

test.each([
  { spare_words: false, cuts: [[5, 15]] },
  {
    spare_words: true,
    cuts: [
      [5, 8.95],
      [9.65, 15],
    ],
  },
])(
  'words heard before count where the settings say so: $spare_words',
  async ({ spare_words, cuts }) => {
    const kept = [
      { start: 0, end: 5 },
      { start: 15, end: 20 },
    ];
    const files = { ...given, automatic_edit: editOf(kept, 20), transcript: TRANSCRIPT };
    const { saved } = await runStage(editStage(), { files, config: { trim: { spare_words } } });
    const edit = EditList.parse(JSON.parse(saved[0]?.text ?? ''));
    expect(edit.cuts.map(({ start, end }) => [start, end])).toEqual(cuts);
  },
);

test('the newest change counts', async () => {
  const files = {
    ...given,
    'manual_edit:000002': JSON.stringify(second),
    'manual_edit:000001': JSON.stringify(first),
  };
  const { saved, outcome } = await runStage(editStage(), { files });
  expect(EditList.parse(JSON.parse(saved[0]?.text ?? '')).cuts).toEqual([
    { start: 7, end: 8, reason: 'manual' },
  ]);
  expect(outcome.facts).toEqual({ version: 2, cuts: 1, kept_seconds: 19 });
});

test('undone to the bottom it writes the bytes of the automatic list again', async () => {
  const undone = undoneVersion(first, AUTOMATIC, AT);
  const files = { ...given, 'manual_edit:000002': JSON.stringify(undone) };
  const { saved, outcome } = await runStage(editStage(), { files });
  expect(saved[0]?.text).toBe(JSON.stringify(uncut(20)));
  expect(outcome.facts).toMatchObject({ version: 2 });
});

test.each(['automatic_edit', 'probe'])('without %s there is nothing to work on', async missing => {
  const files = Object.fromEntries(Object.entries(given).filter(([kind]) => kind !== missing));
  const run = runStage(editStage(), { files });
  await expect(run).rejects.toMatchObject({ code: 'missing_input' });
});
