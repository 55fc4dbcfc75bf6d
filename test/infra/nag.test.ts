import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { ACCEPTED, type AcceptedFinding } from './support/accepted-findings.ts';
import { stacks } from './support/cloud.ts';

type Finding = { where: string; rule: string };

const found: Finding[] = Object.values(stacks).flatMap(stack => {
  const notes = Annotations.fromStack(stack);
  const ours = Match.stringLikeRegexp('AwsSolutions-|CdkNagValidationFailure');
  return (
    [...notes.findError('*', ours), ...notes.findWarning('*', ours)]
      .map(({ id, entry }) => ({ where: id, rule: plainRule(String(entry.data)) }))
      // The same resource a second time, under the name that another stack imports it by.
      .filter(({ rule }) => !rule.includes('ExportsOutput'))
  );
});

/** `AwsSolutions-IAM5[Resource::…]`, without the parts that name a state machine by its ARN. */
function plainRule(text: string) {
  const rule = /^(AwsSolutions-\w+(?:\[.*?\](?=:))?|CdkNag\w+)/s.exec(text)?.[0] ?? text;
  return rule
    .replace(/:execution:.*$/s, ':execution:*]')
    .replace(/:task-definition\/.*$/s, ':task-definition/*]');
}

const accepts = ({ rule, where }: AcceptedFinding, finding: Finding) =>
  finding.rule === rule && where.test(finding.where);

test('AWS Solutions finds nothing without a written reason', () => {
  const open = found.filter(finding => !ACCEPTED.some(row => accepts(row, finding)));
  expect(open).toEqual([]);
});

test.each(ACCEPTED)('$rule is still there to be accepted', row => {
  expect(found.some(finding => accepts(row, finding))).toBe(true);
  expect(row.reason.length).toBeGreaterThan(30);
});
