import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOCUMENTS = globSync(['*.md', 'docs/**/*.md']).sort();

/** Folders of the repository: a path that begins with one is meant to be there. */
const FOLDERS = 'src|lib|bin|functions|containers|local|web|test|bench|docs|\\.ci';
const PATH = new RegExp(`^(${FOLDERS})/[\\w./@-]*$`);
const SOURCE_NAME = /^[\w.-]+\.(ts|mjs|cjs|sh|md)$/;

const SOURCES = new Set(
  globSync(`{${FOLDERS.replaceAll('|', ',').replaceAll('\\', '')}}/**/*.{ts,mjs,cjs,sh,md}`)
    .concat(globSync(['*.ts', '*.md', '*.cjs', '.*.cjs']))
    .map(path => basename(path)),
);

/** Without blocks of code, where a bracket is no link and a word in backticks is no path. */
const prose = (document: string) =>
  readFileSync(document, 'utf8').replaceAll(/^```[\s\S]*?^```/gm, '');

const linksOf = (document: string) =>
  [...prose(document).matchAll(/\]\(([^)\s]+)\)/g)]
    .flatMap(([, target]) => target ?? [])
    .filter(target => !/^[a-z]+:/.test(target));

const wordsInBackticks = (document: string) =>
  [...prose(document).matchAll(/`([^`\n]+)`/g)].flatMap(([, word]) => word ?? []);

/** `a/{b,c}` as the paths it stands for. */
function spread(path: string): string[] {
  const [whole, choices] = /\{([^}]+)\}/.exec(path) ?? [];
  if (!whole || !choices) return [path];
  return choices.split(',').flatMap(choice => spread(path.replace(whole, choice)));
}

/** As GitHub makes the anchor of a heading. */
const anchorsOf = (document: string) =>
  [...prose(document).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    (heading ?? '')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

function isThere(document: string, link: string) {
  const [path = '', anchor] = link.split('#');
  const target = path ? normalize(join(dirname(document), path)) : document;
  return existsSync(target) && (!anchor || anchorsOf(target).includes(anchor));
}

test('the documents are found', () => {
  expect(DOCUMENTS).toEqual(expect.arrayContaining(['README.md', 'docs/api.md']));
  expect(DOCUMENTS.flatMap(linksOf).length).toBeGreaterThan(20);
});

describe.each(DOCUMENTS)('%s', document => {
  test('links lead somewhere', () => {
    expect(linksOf(document).filter(link => !isThere(document, link))).toEqual([]);
  });

  test('paths in backticks are there', () => {
    const paths = wordsInBackticks(document)
      .flatMap(spread)
      .filter(word => PATH.test(word));
    expect(paths.filter(path => !existsSync(path))).toEqual([]);
  });

  test('names of sources in backticks are those of a file', () => {
    const names = wordsInBackticks(document).filter(word => SOURCE_NAME.test(word));
    expect(names.filter(name => !SOURCES.has(name))).toEqual([]);
  });
});
