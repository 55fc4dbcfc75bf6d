import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { STAGES, type StageRow, stageConfig } from '../../lib/config.ts';
import { environmentOf, type Supply, suppliesFor } from '../../lib/supplies.ts';
import { largestUploadBytes } from '../../lib/worker-disk.ts';
import { MOST_PARTS, PART_SIZE_BYTES } from '../../src/recordings/uploads/upload-plan.ts';

const from = (context: Record<string, unknown>) => stageConfig(name => context[name]);

test('without a word it is the development stage, which leaves nothing behind', () => {
  expect(from({})).toMatchObject({ name: 'dev', keepData: false, flowLogs: false });
});

const prod = (said: Partial<StageRow> = {}) => {
  const row = STAGES.get('prod') ?? expect.fail();
  return stageConfig(
    name => (name === 'stage' ? 'prod' : undefined),
    new Map([['prod', { ...row, ...said }]]),
  );
};

test('production keeps its data and the logs of its network', () => {
  const said = { alarmEmail: 'a@example.com', providerSecretName: 'keys' };
  expect(prod(said)).toMatchObject({ name: 'prod', keepData: true, flowLogs: true, ...said });
});

test.each([
  { said: {}, unsaid: 'providerSecretName and alarmEmail' },
  { said: { alarmEmail: 'a@example.com' }, unsaid: 'providerSecretName' },
  { said: { providerSecretName: null }, unsaid: 'alarmEmail' },
])('production that says $said is refused for want of $unsaid', ({ said, unsaid }) => {
  expect(() => prod(said)).toThrow(`The stage "prod" does not say ${unsaid} in lib/config.ts`);
});

test('none is said by null, and is none', () => {
  const said = { alarmEmail: null, providerSecretName: null };
  expect(prod(said)).toMatchObject(said);
});

test.each(['alarmEmail', 'providerSecret'])(
  '%s of a command is refused: the next command would drop it',
  name => {
    expect(() => from({ [name]: 'x' })).toThrow(`write ${name} into its stage in lib/config.ts`);
  },
);

test.each([
  { scratchGiB: 200, gigabytes: 63 },
  { scratchGiB: 50, gigabytes: 13 },
  { scratchGiB: 21, gigabytes: 3 },
])('a disk of $scratchGiB GiB takes files to $gigabytes GB', ({ scratchGiB, gigabytes }) => {
  const bytes = largestUploadBytes({ scratchGiB });
  expect(bytes).toBe(gigabytes * 1000 ** 3);
  expect(bytes).toBeLessThan(MOST_PARTS * PART_SIZE_BYTES);
});

test('no command of the documents says what the config says', () => {
  for (const file of globSync(['README.md', 'docs/**/*.md'])) {
    const options = readFileSync(file, 'utf8').matchAll(/-c (\w+)=/g);
    for (const [, name] of options) expect([file, name]).toEqual([file, 'stage']);
  }
});

test('a misspelt stage is an error that names the known ones', () => {
  expect(() => from({ stage: 'production' })).toThrow('No stage "production". Known: dev, prod.');
});

test('a need that nobody supplies is a mistake in the row', () => {
  expect(() => suppliesFor(['table', 'runs'], { table: {} })).toThrow('Nothing supplies "runs"');
});

test('variables of several supplies come together', () => {
  const supplies: Supply[] = [{ environment: { A: '1' } }, {}, { environment: { B: '2' } }];
  expect(environmentOf(supplies)).toEqual({ A: '1', B: '2' });
});
