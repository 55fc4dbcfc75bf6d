import { expect, test } from 'vitest';
import { newId } from '../../../src/kernel/ids.ts';
import { byKind } from '../../../src/pipeline/by-kind.ts';
import { newWorkspaceId } from '../../support/samples.ts';

const subject = { workspaceId: newWorkspaceId(), kind: 'recording', id: newId('recording') };

test('a subject goes to the handler of its kind, and to no other', () => {
  const nameOf = byKind({
    recording: ({ id }) => `recording ${id}`,
    short: () => 'short',
  });
  expect(nameOf(subject)).toBe(`recording ${subject.id}`);
  expect(nameOf({ ...subject, kind: 'short' })).toBe('short');
});

test('a kind that nothing was written for is said by name', () => {
  expect(() => byKind({})({ ...subject, kind: 'podcast' })).toThrow('podcast');
});
