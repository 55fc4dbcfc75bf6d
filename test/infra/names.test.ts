import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { FUNCTIONS } from '../../lib/functions.ts';
import type { StageRow } from '../../src/pipeline/pipeline.ts';
import { STAGES } from '../../src/pipelines/recording.ts';
import { allResources, ourFunctions, type Resource, stacks } from './support/cloud.ts';

const entryOf = ({ Metadata }: Resource) => String(Metadata?.['castline:entry']);

test('every row of functions is one Lambda, and every Lambda of ours is a row', () => {
  const deployed = ourFunctions().map(([, resource]) => entryOf(resource));
  expect([...deployed].sort()).toEqual(FUNCTIONS.map(({ entry }) => entry).sort());
  expect(new Set(deployed).size).toBe(deployed.length);
});

test('what is not ours comes from CDK', () => {
  const foreign = allResources('AWS::Lambda::Function').filter(
    ([, { Metadata }]) => !Metadata?.['castline:entry'],
  );
  for (const [id] of foreign) expect(id).toMatch(/^BucketNotificationsHandler/);
});

test.each(FUNCTIONS)('$entry is there, and its row keeps to the limits', row => {
  expect(existsSync(row.entry)).toBe(true);
  expect(row.timeoutSeconds).toBeLessThanOrEqual(900);
  expect(row.memoryMiB).toBeGreaterThanOrEqual(128);
  expect(row.memoryMiB).toBeLessThanOrEqual(10_240);
  expect(row.failureImpact).toMatch(/^[A-Z].{30,}\.$/);
});

describe.each(ourFunctions())('%s', (_id, { Properties }) => {
  test('runs on the Node and the processor that we chose, and is traced', () => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON' },
    });
  });

  test('has an environment below four kilobytes and no secret in it', () => {
    const text = JSON.stringify(Properties.Environment.Variables);
    expect(text.length).toBeLessThan(4096);
    expect(text).not.toMatch(/resolve:secretsmanager|SecretString/);
  });
});

const taskDefinitions = allResources('AWS::ECS::TaskDefinition');

test('every stage in a container has a task definition of its size', () => {
  const stages: readonly StageRow[] = STAGES;
  const inContainers = stages.filter(({ runsIn }) => runsIn === 'container');
  expect(taskDefinitions.map(([, { Properties }]) => Properties.Family)).toEqual(
    inContainers.map(({ name }) => `castline-prod-${name}`),
  );
  expect(taskDefinitions.map(([, { Properties }]) => [Properties.Cpu, Properties.Memory])).toEqual(
    inContainers.map(stage => [`${stage.size?.cpu}`, `${stage.size?.memoryMiB}`]),
  );
});

describe.each(taskDefinitions)('%s', (_id, resource) => {
  const { Properties } = resource;
  const [container] = Properties.ContainerDefinitions;

  test('says which file it runs', () => {
    expect(entryOf(resource)).toBe('containers/worker/main.ts');
  });

  test('has time to stop, a disk within the limits and no secret in its environment', () => {
    expect(container.StopTimeout).toBe(120);
    expect(container.LinuxParameters).toMatchObject({ InitProcessEnabled: true });
    expect(Properties.EphemeralStorage.SizeInGiB).toBe(200);
    const names = container.Environment.map(({ Name }: { Name: string }) => Name);
    expect(names).toEqual(
      expect.arrayContaining(['TABLE_NAME', 'MEDIA_BUCKET', 'HEARTBEAT_SECONDS']),
    );
    expect(JSON.stringify(container.Environment)).not.toMatch(/resolve:secretsmanager|_KEY"/);
  });

  test('is a pair of processor and memory that Fargate has', () => {
    const memoryGiB = Number(Properties.Memory) / 1024;
    const range = { 1024: [2, 8], 2048: [4, 16], 4096: [8, 30], 8192: [16, 60] }[
      Number(Properties.Cpu)
    ];
    expect(Number.isInteger(memoryGiB)).toBe(true);
    expect(memoryGiB).toBeGreaterThanOrEqual(range?.[0] ?? Number.NaN);
    expect(memoryGiB).toBeLessThanOrEqual(range?.[1] ?? Number.NaN);
  });
});

test('stacks are named after their stage', () => {
  expect(Object.values(stacks).map(({ stackName }) => stackName)).toEqual([
    'castline-prod-data',
    'castline-prod-api',
    'castline-prod-media',
    'castline-prod-pipeline',
    'castline-prod-automation',
    'castline-prod-dashboard',
  ]);
});
