import { z } from 'zod';
import type { CloudEvent } from '../events/event.ts';
import { matches } from '../events/pattern.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Assembly } from '../template/assembly.ts';

const RuleProperties = z.object({
  State: z.string().default('ENABLED'),
  EventPattern: z.record(z.string(), z.unknown()).optional(),
  ScheduleExpression: z.string().optional(),
  Targets: z.array(z.object({ Arn: z.string(), Input: z.string().optional() })).default([]),
});

export type Rule = {
  name: string;
  arn: string;
  pattern: Record<string, unknown> | undefined;
  schedule: string | undefined;
  targets: readonly { arn: string; input: string | undefined }[];
};

export const readRules = (assembly: Assembly): Rule[] =>
  assembly.resources('AWS::Events::Rule').flatMap(({ name, arn, properties }) => {
    const rule = RuleProperties.parse(properties);
    if (rule.State === 'DISABLED') return [];
    const targets = rule.Targets.map(({ Arn, Input }) => ({ arn: Arn, input: Input }));
    return { name, arn, pattern: rule.EventPattern, schedule: rule.ScheduleExpression, targets };
  });

type Bus = {
  rules: readonly Rule[];
  functions: Functions;
  /** False where the function does not let the rule call it; then nobody learns of the event. */
  mayInvoke: (ruleArn: string, functionArn: string) => boolean;
};

/** Hands events to the functions of the rules that they fit, as EventBridge's default bus does. */
export const createBus =
  ({ rules, functions, mayInvoke }: Bus) =>
  (event: CloudEvent) => {
    for (const { arn: ruleArn, pattern, targets } of rules) {
      if (!pattern || !matches(pattern, event)) continue;
      for (const { arn, input } of targets) {
        if (!mayInvoke(ruleArn, arn)) continue;
        functions.invokeLater(arn, input === undefined ? event : JSON.parse(input));
      }
    }
  };
