import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { findUseCases, withoutTest } from '../../../../local/setup/find-use-cases.ts';

/** A repository of these files, by path. */
function treeOf(files: Record<string, string>) {
  const root = mkdtempSync(join(tmpdir(), 'castline-tree-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  for (const [path, text] of Object.entries({ 'src/api.ts': '', 'test/a.ts': '', ...files })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

const names = (files: Record<string, string>) =>
  findUseCases(treeOf(files)).map(({ name }) => name);

test.each([
  { what: 'a use case', text: 'export const makeNote = (deps: Deps) => async (key: Key) => deps;' },
  { what: 'one that is not async', text: 'export const makeNote = ({ a }) => (key) => a(key);' },
  { what: 'one on several lines', text: 'export const makeNote =\n  (deps) =>\n  async () => {};' },
  {
    what: 'one with a block',
    text: 'export const makeNote = deps => { const a = 1; return () => a; };',
  },
  { what: 'one in parentheses', text: 'export const makeNote = deps => (async () => deps);' },
  { what: 'a generic one', text: 'export const makeNote = <A>(deps: A) => async () => deps;' },
  {
    what: 'a function',
    text: 'export function makeNote(deps) { return async () => deps; }',
  },
  {
    what: 'one among others',
    text: 'export const other = 1; export type A = 1;\nexport const makeNote = a => () => a;',
  },
  { what: 'a stage', text: 'export const makeNoteStage = (): Stage => async work => ({});' },
])('$what is found', ({ text }) => {
  expect(names({ 'src/notes/make-note.ts': text })).toEqual(['make-note']);
});

test.each([
  { what: 'a rule', text: 'export const makeNote = (a: number) => a + 1;' },
  { what: 'a rule in a block', text: 'export const makeNote = a => { return a.map(b => b); };' },
  { what: 'a filter with settings', text: 'export function makeNote(a) { return b => a * b; }' },
  { what: 'what is not exported', text: 'const makeNote = deps => async () => deps;' },
  { what: 'what has another name', text: 'export const takeNote = deps => async () => deps;' },
  { what: 'a type', text: 'export type makeNote = (deps: 1) => () => 2;' },
  { what: 'a comment', text: '// export const makeNote = deps => async () => deps;' },
  { what: 'nothing', text: '' },
])('$what is none', ({ text }) => {
  expect(names({ 'src/notes/make-note.ts': text })).toEqual([]);
});

const USE_CASE = 'export const makeNote = deps => async () => deps;';

test.each(['kernel', 'documents', 'config', 'pipelines', 'adapters', 'wiring'])(
  'what stands in src/%s is none',
  folder => {
    expect(names({ [`src/${folder}/make-note.ts`]: USE_CASE })).toEqual([]);
    expect(names({ [`src/notes/${folder}/make-note.ts`]: USE_CASE })).toEqual(['make-note']);
  },
);

test('a stage may be in a file of the name alone', () => {
  const text = 'export const renderStage = () => async () => ({});';
  expect(names({ 'src/media/render/render.ts': text })).toEqual(['render']);
  expect(names({ 'src/media/render/plan.ts': text })).toEqual([]);
});

test.each([
  { where: 'of its name', test: 'test/unit/notes/make-note.test.ts', missing: [] },
  { where: 'of its name elsewhere', test: 'test/conformance/make-note.test.ts', missing: [] },
  { where: 'of another name', test: 'test/unit/notes/make.test.ts', missing: ['make-note'] },
  { where: 'outside the tests', test: 'src/notes/make-note.test.ts', missing: ['make-note'] },
  { where: 'that helps', test: 'test/unit/notes/make-note.ts', missing: ['make-note'] },
])('with a test $where $missing is missing', ({ test: path, missing }) => {
  const root = treeOf({ 'src/notes/make-note.ts': USE_CASE, [path]: '' });
  expect(withoutTest(root).map(({ name }) => name)).toEqual(missing);
});

test('what is missing is told with its file', () => {
  const root = treeOf({ 'src/notes/edit/make-note.ts': USE_CASE });
  expect(withoutTest(root)).toEqual([{ name: 'make-note', file: 'src/notes/edit/make-note.ts' }]);
});
