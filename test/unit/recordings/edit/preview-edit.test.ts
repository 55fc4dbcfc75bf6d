import { expect, test } from 'vitest';
import { type EditView, PreviewEdit } from '../../../../src/recordings/edit/edit.contract.ts';
import { automatic, probe, TRANSCRIPT, worldOfEdit } from './edit-world.ts';

const reasons = async (trim: object) =>
  (await (await worldOfEdit()).preview(trim)).cuts.map(({ reason }) => reason);

test('other settings cut other pauses', async () => {
  expect(await reasons({})).toEqual(['head', 'pause', 'pause']);
  expect(await reasons({ min_pause_seconds: 5 })).toEqual(['head', 'pause']);
  expect(await reasons({ min_pause_seconds: 20, min_edge_silence_seconds: 20 })).toEqual([]);
  expect(await reasons({ silence_threshold: -80 })).toEqual([]);
  expect(await reasons({ enabled: false })).toEqual([]);
});

test('words that were heard are spared, here as in the list, where the settings say so', async () => {
  const it = await worldOfEdit();
  await it.made('transcript', JSON.stringify(TRANSCRIPT));
  const without = await it.get();
  expect((await it.preview({})).cuts).toEqual(
    (await worldOfEdit().then(own => own.preview({}))).cuts,
  );
  expect(without.cuts).toEqual(automatic.cuts);
  it.recording.configOverrides = { trim: { spare_words: true } };
  const hits = ({ cuts }: Pick<EditView, 'cuts'>) =>
    cuts.some(({ start, end }) => start < 45.5 && 45 < end);
  expect([hits(without), hits(await it.preview({})), hits(await it.get())]).toEqual([
    true,
    false,
    false,
  ]);
  expect(hits(await it.preview({ spare_words: false }))).toBe(true);
});

test('left-out settings are the recording’s own, and the answer says which', async () => {
  const it = await worldOfEdit();
  it.recording.configOverrides = { trim: { min_pause_seconds: 5 } };
  const { trim, cuts, waveform_url } = await it.preview({ margin_seconds: 1 });
  expect(trim).toMatchObject({ min_pause_seconds: 5, margin_seconds: 1 });
  expect(cuts.map(({ start, end }) => [start, end])).toEqual([
    [0, 4],
    [41, 49],
  ]);
  const svg = Buffer.from(waveform_url?.split(',')[1] ?? '', 'base64').toString();
  expect(svg).toContain('<title>pause: 0:41 to 0:49</title>');
});

test('nothing is changed and nothing is left behind', async () => {
  const it = await worldOfEdit();
  const before = [[...it.objects.keys()], [...it.stored], await it.get()];
  await it.preview({ min_pause_seconds: 20 });
  expect([[...it.objects.keys()], [...it.stored], await it.get()]).toEqual(before);
});

test('a recording without sound keeps everything', async () => {
  const it = await worldOfEdit();
  const file = it.stored.find(({ kind }) => kind === 'probe');
  const silent = JSON.stringify({ ...probe, audio: null });
  await it.ports.files.put(it.key.workspaceId, file?.key ?? '', { body: silent }, 'a/b');
  expect((await it.preview({})).kept).toEqual([{ start: 0, end: 60 }]);
});

test('a wrong setting is named', () => {
  const { error } = PreviewEdit.safeParse({ trim: { min_pause_seconds: -1 } });
  expect(error?.issues[0]?.path).toEqual(['trim', 'min_pause_seconds']);
});
