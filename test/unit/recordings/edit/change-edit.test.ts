import { describe, expect, test } from 'vitest';
import { ChangeEdit } from '../../../../src/recordings/edit/edit.contract.ts';
import { versions, worldOfEdit } from './edit-world.ts';

describe('changed', () => {
  test('by cuts or by what is kept: the same list, and a picture of its own', async () => {
    const [one, other] = [await worldOfEdit(), await worldOfEdit()];
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
    const it = await worldOfEdit();
    await it.put({ version: 0, cuts: [{ start: 0, end: 10 }] });
    const before = [...it.objects.keys()];
    const late = it.put({ version: 0, cuts: [] });
    await expect(late).rejects.toMatchObject({ code: 'conflict' });
    await expect(it.put({ version: 2, cuts: [] })).rejects.toMatchObject({ code: 'conflict' });
    expect([...it.objects.keys()]).toEqual(before);
  });

  test('of ten at once, one wins and its files are the ones that stay', async () => {
    const it = await worldOfEdit();
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
    const it = await worldOfEdit();
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
    const it = await worldOfEdit();
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
    const it = await worldOfEdit();
    const view = await it.put({ version: 0, kept: [{ start: 30, end: 60.0004 }] });
    expect(view.kept).toEqual([{ start: 30, end: 60 }]);
  });
});
