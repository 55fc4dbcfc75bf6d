import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import ts from 'typescript';

/** Folders of `src` that hold no use cases: what stands below the features, and what serves them. */
const BELOW = ['kernel', 'documents', 'config', 'pipelines', 'adapters', 'wiring'];

/** A use case or a stage: the name that leads to its test, and the file it is in. */
export type UseCase = { name: string; file: string };

/**
 * What stands in a file under the file's own name and is made in two steps: first what it needs,
 * then what it is asked (`requestCancel = (deps) => async (key) => …`). A stage is one, too; its
 * file may go by the name alone (`renderStage` in `render.ts`).
 */
export const findUseCases = (root: string): UseCase[] =>
  typeScriptFiles(join(root, 'src'))
    .map(path => relative(root, path))
    .filter(file => !BELOW.includes(file.split('/')[1] ?? ''))
    .map(file => ({ file, name: basename(file, '.ts') }))
    .filter(({ file, name }) => {
      const text = readFileSync(join(root, file), 'utf8');
      return twoStepNames(text).some(made => made === name || made === `${name}-stage`);
    });

/** Use cases that no test is named after. */
export function withoutTest(root: string): UseCase[] {
  const tested = new Set(typeScriptFiles(join(root, 'test')).map(path => basename(path)));
  return findUseCases(root).filter(({ name }) => !tested.has(`${name}.test.ts`));
}

const typeScriptFiles = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && entry.name.endsWith('.ts'))
    .map(entry => join(entry.parentPath, entry.name))
    .sort();

/** Names, in kebab-case, of what a file exports that is made in two steps. */
function twoStepNames(text: string): string[] {
  const { statements } = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest);
  return statements.filter(isExported).flatMap(namesOf).map(kebab);
}

const isExported = (node: ts.Statement) =>
  ts.canHaveModifiers(node) &&
  ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;

function namesOf(node: ts.Statement): string[] {
  if (ts.isFunctionDeclaration(node)) {
    const made = node.body && returned(node.body);
    // One that returns at once is a rule with settings, such as a filter.
    return node.name && made && isAsync(made) ? [node.name.text] : [];
  }
  if (!ts.isVariableStatement(node)) return [];
  return node.declarationList.declarations.flatMap(({ name, initializer }) => {
    const isFactory = initializer && ts.isArrowFunction(initializer) && returned(initializer.body);
    return ts.isIdentifier(name) && isFactory ? [name.text] : [];
  });
}

/** The arrow function that a body returns, if it does. */
function returned(body: ts.Node): ts.ArrowFunction | undefined {
  if (ts.isArrowFunction(body)) return body;
  if (ts.isParenthesizedExpression(body)) return returned(body.expression);
  if (!ts.isBlock(body)) return undefined;
  const last = body.statements.find(ts.isReturnStatement)?.expression;
  return last && returned(last);
}

const isAsync = ({ modifiers }: ts.ArrowFunction) =>
  modifiers?.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword) === true;

const kebab = (name: string) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
