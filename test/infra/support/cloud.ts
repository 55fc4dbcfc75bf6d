import { rmSync } from 'node:fs';
import { App, Aspects, type Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { addCastline } from '../../../lib/app.ts';
import { STAGES, type StageRow } from '../../../lib/config.ts';
import { PROGRAMS } from '../../../lib/functions.ts';

/** JSON of a template. A path that is not there fails the test that asks for it. */
// biome-ignore lint/suspicious/noExplicitAny: templates have hundreds of shapes.
export type Json = any;

export type Resource = { Type: string; Properties: Json; Metadata?: Record<string, unknown> };

/** What an operator adds to the stages. */
const SAID = { providerSecretName: 'castline/providers', alarmEmail: 'operator@example.com' };
const OPERATED: ReadonlyMap<string, StageRow> = new Map(
  [...STAGES].map(([name, row]) => [name, name === 'prod' ? { ...row, ...SAID } : row]),
);

/** The app for a stage, without bundling: tests read templates, `npm run synth` builds code. */
export function synthesize(context: Record<string, unknown>) {
  const quick = { 'aws:cdk:bundling-stacks': [] };
  const app = new App({ context: { ...cdkJson.context, ...quick, ...context } });
  Aspects.of(app).add(new AwsSolutionsChecks({ reports: false }));
  const stacks: Record<string, Stack> = addCastline(app, PROGRAMS, OPERATED);
  process.once('exit', () => rmSync(app.outdir, { recursive: true, force: true }));
  return { app, stacks };
}

export const PROD = { stage: 'prod' };

/** The production stage with everything switched on, synthesized once for all tests. */
export const { app, stacks } = synthesize(PROD);

export function template(name: string) {
  const stack = stacks[name];
  if (!stack) throw new Error(`No stack ${name}.`);
  return Template.fromStack(stack);
}

export const resources = (name: string, type: string): [string, Resource][] =>
  Object.entries(template(name).findResources(type)) as [string, Resource][];

export const allResources = (type: string) =>
  Object.keys(stacks).flatMap(name => resources(name, type));

/** The only resource of a type. */
export function onlyResource(name: string, type: string): Resource {
  const [found, ...more] = resources(name, type);
  if (!found || more.length > 0) throw new Error(`Not exactly one ${type} in ${name}.`);
  return found[1];
}

/** The functions that run our code; CDK brings a few of its own. */
export const ourFunctions = () =>
  allResources('AWS::Lambda::Function').filter(
    ([, { Metadata }]) => Metadata?.['castline:entry'] !== undefined,
  );
