import { describe, expect, test } from 'vitest';
import type { ArtifactKind } from '../../../../src/documents/artifact-kinds.ts';
import { newId, trustedWorkspaceId } from '../../../../src/kernel/ids.ts';
import { editOf } from '../../../../src/media/edit/plan-cuts.ts';
import { encodeLevels } from '../../../../src/media/sound/level-curve.ts';
import {
  ChangeEdit,
  EditView,
  PreviewEdit,
} from '../../../../src/recordings/edit/edit.contract.ts';
import { editUseCases } from '../../../../src/recordings/edit/use-cases.ts';
import { memoryPorts } from '../../../support/fakes/memory-ports.ts';

const SECONDS = 60;
/** Voice from 5 to 20, from 23 to 40 and from 50 to 60, in a quiet room. */
const VOICE = [
  [5, 20],
  [23, 40],
  [50, 60],
] as const;
const levels = Float32Array.from({ length: SECONDS * 100 }, (_, at) =>
  VOICE.some(([from, to]) => from * 100 <= at && at < to * 100) ? -20 : -70,
);
const voice = levels.map(level => level + 70);
const TRANSCRIPT = {
  version: 1,
  provider: 'offline',
  model: 'm',
  language: 'en',
  words: [{ start: 45, end: 45.5, text: 'so' }],
  segments: [{ start: 45, end: 45.5, text: 'So.', first_word: 0, last_word: 1 }],
  cost: { audio_seconds: 1, amount_minor: 0, currency: 'USD' },
};
const automatic = editOf(
  [
    { start: 4, end: 41 },
    { start: 49, end: SECONDS },
  ],
  SECONDS,
);
const probe = {
  version: 1,
  format: 'wav',
  duration_seconds: SECONDS,
  size_bytes: 1,
  video: null,
  audio: { codec: 'pcm', sample_rate: 48_000, channels: 1, start_seconds: 0 },
  loudness_lufs: null,
  noise_floor_dbfs: -70,
  sound_share: 1,
};

/** A recording that was analyzed; every call is an operation of its own unless it is named. */
async function world() {
  const it = memoryPorts({ recording: { status: 'READY' } });
  const { workspaceId, recordingId } = it.recording;
  const made = async (kind: ArtifactKind, body: string | Uint8Array) => {
    const key = `workspaces/${workspaceId}/${kind}`;
    await it.ports.files.put(workspaceId, key, { body }, 'a/b');
    const rest = { variant: '', content_type: 'a/b', size_bytes: 1, sha256: 'x', fingerprint: 'f' };
    it.stored.push({ kind, key, stage: 'analyze', ...rest });
  };
  const stage = { ...it.run, stage: 'analyze', status: 'COMPLETED', attempts: 1 } as const;
  it.states.set('analyze', { ...stage, madeFingerprint: 'f' });
  await made('automatic_edit', JSON.stringify(automatic));
  await made('probe', JSON.stringify(probe));
  await made('levels', encodeLevels(levels, voice));
  await made('waveform', '<svg/>');

  const use = editUseCases(it.ports);
  const caller = {
    userId: newId('user'),
    workspaceId,
    role: 'owner',
    sessionId: newId('session'),
  } as const;
  const params = { recording_id: recordingId };
  let operations = 0;
  const request = (name?: string) => {
    operations += 1;
    const { signal } = new AbortController();
    return { requestId: 'r', ip: '::1', operationId: name ?? `OP${operations}`, signal };
  };
  return {
    ...it,
    use,
    caller,
    params,
    request,
    made,
    get: async () => EditView.parse(await use.getEdit(caller, params, request())),
    put: async (body: object, operation?: string) => {
      const change = { ...params, ...ChangeEdit.parse(body) };
      return EditView.parse(await use.changeEdit(caller, change, request(operation)));
    },
    undo: async (version: number, operation?: string) =>
      EditView.parse(await use.undoEdit(caller, { ...params, version }, request(operation))),
    preview: (trim: object) =>
      use.previewEdit(caller, { ...params, ...PreviewEdit.parse({ trim }) }, request()),
  };
}

const versions = ({ stored }: { stored: { kind: string }[] }) =>
  stored.filter(({ kind }) => kind === 'manual_edit');

describe('seen', () => {
  test('before any change it is the automatic list with its picture', async () => {
    const it = await world();
    expect(await it.get()).toEqual({
      version: 0,
      mode: 'automatic',
      can_undo: false,
      applied_version: null,
      source_seconds: 60,
      kept_seconds: 48,
      kept: automatic.kept,
      cuts: automatic.cuts,
      waveform_url: expect.stringMatching(/\/waveform$/),
      updated_at: null,
    });
  });

  test('the version that the last run used is told', async () => {
    const it = await world();
    const state = { ...it.run, stage: 'edit', status: 'COMPLETED', attempts: 1 } as const;
    it.states.set('edit', { ...state, facts: { version: 3 } });
    expect((await it.get()).applied_version).toBe(3);
  });

  test('a recording that is not analyzed says so, a foreign one is unknown', async () => {
    const it = await world();
    const foreign = { ...it.caller, workspaceId: trustedWorkspaceId(`wsp_${'0'.repeat(26)}`) };
    const asked = it.use.getEdit(foreign, it.params, it.request());
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
    it.states.clear();
    await expect(it.get()).rejects.toMatchObject({ code: 'conflict' });
    await expect(it.put({ version: 0, cuts: [] })).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('changed', () => {
  test('by cuts or by what is kept: the same list, and a picture of its own', async () => {
    const [one, other] = [await world(), await world()];
    const byCuts = await one.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
    const byKept = await other.put({ version: 0, kept: [{ start: 10, end: 60 }] });
    expect(byCuts).toMatchObject({
      version: 1,
      mode: 'manual',
      can_undo: true,
      kept_seconds: 50,
      cuts: [{ start: 0, end: 10, reason: 'manual' }],
      waveform_url: expect.stringMatching(/\/edits\/000001-OP1\.svg$/),
      updated_at: '2023-11-14T22:15:00.000Z',
    });
    expect([byKept.kept, byKept.cuts]).toEqual([byCuts.kept, byCuts.cuts]);
    expect(await one.get()).toEqual(byCuts);
  });

  test('on an old version it is refused, and nothing is left of it', async () => {
    const it = await world();
    await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
    const before = [...it.objects.keys()];
    const late = it.put({ version: 0, cuts: [] });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(it.put({ version: 2, cuts: [] })).rejects.toMatchObject({ code: 'conflict' });
    expect([...it.objects.keys()]).toEqual(before);
  });

  test('of ten at once, one wins and its files are the ones that stay', async () => {
    const it = await world();
    const tries = Array.from({ length: 10 }, (_, at) =>
      it.put({ version: 0, cuts: [{ start: 0, end: at + 1 }] }).catch(error => error.code),
    );
    const answers = await Promise.all(tries);
    const won = answers.filter(answer => answer !== 'conflict');
    expect(won).toHaveLength(1);
    expect(versions(it)).toHaveLength(1);
    expect(await it.get()).toEqual(won[0]);
    expect([...it.objects.keys()].filter(key => key.includes('/edits/'))).toHaveLength(2);
  });

  test('a repeat of the same operation finds its own version', async () => {
    const it = await world();
    const body = { version: 0, cuts: [{ start: 0, end: 10 }] };
    const first = await it.put(body, 'SAME');
    expect(await it.put(body, 'SAME')).toEqual(first);
    expect(versions(it)).toHaveLength(1);
  });

  test.each([
    ['kept', [{ start: 5, end: 61 }], 'kept[0].end'],
    [
      'kept',
      [
        { start: 1, end: 2 },
        { start: 60, end: 61 },
      ],
      'kept[1].start',
    ],
    ['cuts', [{ start: 0, end: 60 }], 'cuts'],
    ['kept', [{ start: 1, end: 1.001 }], 'kept'],
  ])('%s %j is refused, and %s is named', async (field, ranges, path) => {
    const it = await world();
    const refused = it.put({ version: 0, [field]: ranges });
    await expect(refused).rejects.toMatchObject({
      code: 'invalid_request',
      errors: [{ path, message: expect.any(String) }],
    });
    expect(versions(it)).toEqual([]);
  });

  test.each([
    [{ version: 0 }, 'cuts'],
    [{ version: 0, kept: [{ start: 1, end: 2 }], cuts: [] }, 'cuts'],
    [{ version: 0, kept: [] }, 'kept'],
    [{ version: 0, cuts: [{ start: 3, end: 3 }] }, 'cuts.0.end'],
    [{ version: 0, cuts: [{ start: -1, end: 3 }] }, 'cuts.0.start'],
    [{ cuts: [] }, 'version'],
    [{ version: 0, cuts: [], fade: 1 }, ''],
  ])('the request %j names %s', (body, path) => {
    const { error } = ChangeEdit.safeParse(body);
    expect(error?.issues.map(issue => issue.path.join('.'))).toContain(path);
  });

  test('an end that was rounded up to the millisecond is the end', async () => {
    const it = await world();
    const view = await it.put({ version: 0, kept: [{ start: 30, end: 60.0004 }] });
    expect(view.kept).toEqual([{ start: 30, end: 60 }]);
  });
});

describe('undone', () => {
  test('step by step, as new versions, down to the automatic list with its picture', async () => {
    const it = await world();
    const start = await it.get();
    const first = await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
    await it.put({ version: 1, cuts: [] });
    const back = await it.undo(2);
    expect(back).toEqual({ ...first, version: 3 });
    const bottom = await it.undo(3);
    expect(bottom).toEqual({ ...start, version: 4, updated_at: first.updated_at });
    await expect(it.undo(4)).rejects.toMatchObject({ code: 'conflict' });
    expect(versions(it)).toHaveLength(4);
  });

  test('twice by accident it is undone once', async () => {
    const it = await world();
    await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
    await it.put({ version: 1, cuts: [] });
    await it.undo(2, 'SAME');
    expect((await it.undo(2, 'SAME')).version).toBe(3);
    await expect(it.undo(2)).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('previewed', () => {
  const reasons = async (trim: object) =>
    (await (await world()).preview(trim)).cuts.map(({ reason }) => reason);

  test('other settings cut other pauses', async () => {
    expect(await reasons({})).toEqual(['head', 'pause', 'pause']);
    expect(await reasons({ min_pause_seconds: 5 })).toEqual(['head', 'pause']);
    expect(await reasons({ min_pause_seconds: 20, min_edge_silence_seconds: 20 })).toEqual([]);
    expect(await reasons({ silence_threshold: -80 })).toEqual([]);
    expect(await reasons({ enabled: false })).toEqual([]);
  });

  test('words that were heard are spared, here as in the list, where the settings say so', async () => {
    const it = await world();
    await it.made('transcript', JSON.stringify(TRANSCRIPT));
    const without = await it.get();
    expect((await it.preview({})).cuts).toEqual((await world().then(own => own.preview({}))).cuts);
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
    const it = await world();
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
    const it = await world();
    const before = [[...it.objects.keys()], [...it.stored], await it.get()];
    await it.preview({ min_pause_seconds: 20 });
    expect([[...it.objects.keys()], [...it.stored], await it.get()]).toEqual(before);
  });

  test('a recording without sound keeps everything', async () => {
    const it = await world();
    const file = it.stored.find(({ kind }) => kind === 'probe');
    const silent = JSON.stringify({ ...probe, audio: null });
    await it.ports.files.put(it.key.workspaceId, file?.key ?? '', { body: silent }, 'a/b');
    expect((await it.preview({})).kept).toEqual([{ start: 0, end: 60 }]);
  });

  test('a wrong setting is named', () => {
    const { error } = PreviewEdit.safeParse({ trim: { min_pause_seconds: -1 } });
    expect(error?.issues[0]?.path).toEqual(['trim', 'min_pause_seconds']);
  });
});
