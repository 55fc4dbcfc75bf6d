import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  AUTOMATIC,
  changedVersion,
  EditVersion,
  newestChange,
  undoneVersion,
  versionVariant,
} from '#src/media/edit/edit-version.ts';

const AT = '2026-01-01T00:00:00Z';

test('undo after undo walks back through what was shown, down to the automatic list', () => {
  const steps = fc.array(fc.oneof(fc.constant('undo' as const), fc.nat(1000)), { maxLength: 40 });
  fc.assert(
    fc.property(steps, done => {
      const log: EditVersion[] = [AUTOMATIC];
      const stack: (number | null)[] = [null];
      for (const step of done) {
        const head = log.at(-1) ?? AUTOMATIC;
        if (step === 'undo') {
          expect(head.before === null).toBe(stack.length === 1);
          if (head.before === null) continue;
          stack.pop();
          log.push(undoneVersion(head, log[head.before] ?? AUTOMATIC, AT));
        } else {
          stack.push(step);
          const cuts = [{ start: 0, end: step }];
          log.push(changedVersion(head, { cuts, waveform_key: null, made_at: AT }));
        }
        const now = EditVersion.parse(log.at(-1));
        expect(now.number).toBe(log.length - 1);
        expect(now.cuts?.[0]?.end ?? null).toBe(stack.at(-1));
      }
    }),
  );
});

test('the newest change is the one with the largest number, whatever lies around it', () => {
  const file = (number: number) =>
    ({ kind: 'manual_edit', variant: versionVariant(number) }) as const;
  const other = { kind: 'edit', variant: '' } as const;
  expect(newestChange([other])).toBeUndefined();
  expect(newestChange([file(9), other, file(110), file(20)])).toEqual(file(110));
});
