import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { FUNCTIONS } from '../../lib/functions.ts';
import { type Resource, synthesize } from './support/cloud.ts';

/** The development stage, without a provider's secret: that would be read when a function starts. */
const { stacks } = synthesize({});
const functions = Object.values(stacks).flatMap(
  stack =>
    Object.values(Template.fromStack(stack).findResources('AWS::Lambda::Function')) as Resource[],
);

const STAND_INS: [RegExp, string][] = [
  [/_URL$/, 'https://example.com/1/queue'],
  [/_ARN$/, 'arn:aws:states:eu-central-1:111111111111:stateMachine:castline-dev-pipeline'],
  [/.*/, 'stand-in'],
];

/** Only what the template gives: references are not known yet, so each becomes a likely value. */
function environmentOf(entry: string): Record<string, string> {
  const found = functions.find(({ Metadata }) => Metadata?.['castline:entry'] === entry);
  const variables = Object.entries<unknown>(found?.Properties.Environment.Variables);
  return Object.fromEntries(
    variables.map(([name, value]) => {
      const standIn = STAND_INS.find(([pattern]) => pattern.test(name))?.[1] ?? '';
      return [name, typeof value === 'string' ? value : standIn];
    }),
  );
}

const OF_LAMBDA = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'x',
  AWS_SECRET_ACCESS_KEY: 'x',
};

test.each(FUNCTIONS.map(({ entry }) => entry))(
  '%s starts with what its row asks for',
  async entry => {
    const load = `const { handler } = await import('./${entry}'); console.log(typeof handler); process.exit()`;
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--input-type=module', '--eval', load],
      { env: { ...OF_LAMBDA, ...environmentOf(entry) } },
    );
    expect(stdout.trim()).toBe('function');
  },
);
