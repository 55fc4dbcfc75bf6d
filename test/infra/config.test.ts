import { expect, test } from 'vitest';
import { stageConfig } from '../../lib/config.ts';
import { environmentOf, type Supply, suppliesFor } from '../../lib/supplies.ts';

const from = (context: Record<string, unknown>) => stageConfig(name => context[name]);

test('without a word it is the development stage, which leaves nothing behind', () => {
  expect(from({})).toMatchObject({ name: 'dev', keepData: false, flowLogs: false });
});

test('production keeps its data and the logs of its network', () => {
  const config = from({ stage: 'prod', alarmEmail: 'a@example.com', providerSecret: 'keys' });
  expect(config).toMatchObject({
    name: 'prod',
    keepData: true,
    flowLogs: true,
    alarmEmail: 'a@example.com',
    providerSecretName: 'keys',
  });
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
