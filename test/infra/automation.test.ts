import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { FUNCTIONS, INGEST } from '../../lib/functions.ts';
import { largestUploadBytes } from '../../lib/worker-disk.ts';
import { COPY } from '../../src/adapters/s3/copy-parts.ts';
import { allResources, onlyResource, resources } from './support/cloud.ts';

const alarms = allResources('AWS::CloudWatch::Alarm');

test('every function has an alarm that says what its failure means', () => {
  const meanings = alarms.map(([, { Properties }]) => Properties.AlarmDescription);
  for (const { failureImpact } of FUNCTIONS) expect(meanings).toContain(failureImpact);
});

test.each(alarms)('%s reaches the operator, and silence is no alarm', (_id, { Properties }) => {
  expect(Properties.AlarmActions).toHaveLength(1);
  expect(JSON.stringify(Properties.AlarmActions)).toContain('Alarms');
  expect(Properties.TreatMissingData).toBe('notBreaching');
  expect(Properties.AlarmDescription.length).toBeGreaterThan(30);
});

const runbook = readFileSync('docs/runbook.md', 'utf8');

test.each(alarms)('%s is in the runbook', id => {
  // CDK adds eight characters of a hash.
  expect(runbook).toContain(`\`${id.slice(0, -8)}\``);
});

test('the operator gets mail where an address was given', () => {
  expect(onlyResource('data', 'AWS::SNS::Subscription').Properties).toMatchObject({
    Protocol: 'email',
    Endpoint: 'operator@example.com',
  });
});

test('alarms of this account may reach the topic', () => {
  const { PolicyDocument } = onlyResource('data', 'AWS::SNS::TopicPolicy').Properties;
  expect(PolicyDocument.Statement).toContainEqual(
    expect.objectContaining({
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    }),
  );
});

test('each queue feeds its function, and one bad message is tried again alone', () => {
  const mappings = resources('automation', 'AWS::Lambda::EventSourceMapping');
  const pairs = mappings.map(([, { Properties }]) => {
    expect(Properties).toMatchObject({
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    });
    return [
      Properties.EventSourceArn['Fn::ImportValue'].replace(/^.*GetAtt(\w+?)Queue.*$/, '$1'),
      Properties.FunctionName.Ref.replace(/Function.*$/, ''),
    ];
  });
  expect(pairs.sort()).toEqual([
    ['Admission', 'Admit'],
    ['Erasures', 'EraseAccount'],
    ['Ingest', 'Ingest'],
    ['Jobs', 'Jobs'],
    ['Publications', 'TakeBack'],
  ]);
});

test('the sweeper runs every minute', () => {
  const { Properties } = onlyResource('automation', 'AWS::Scheduler::Schedule');
  expect(Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    FlexibleTimeWindow: { Mode: 'OFF' },
  });
  expect(JSON.stringify(Properties.Target.Arn)).toContain('SweepFunction');
});

test('a worker that stops is reported, and only workers of this cluster are', () => {
  const { EventPattern, Targets } = onlyResource('pipeline', 'AWS::Events::Rule').Properties;
  expect(EventPattern).toMatchObject({
    source: ['aws.ecs'],
    'detail-type': ['ECS Task State Change'],
    detail: { lastStatus: ['STOPPED'] },
  });
  expect(JSON.stringify(EventPattern.detail.clusterArn)).toContain('Cluster');
  expect(JSON.stringify(Targets[0].Arn)).toContain('WorkerStoppedFunction');
});

/** On the largest disk that Fargate has. */
const LARGEST = largestUploadBytes({ scratchGiB: 200 });

test('the largest drop is copied within the time of the function, at a slow ten megabytes a part', () => {
  const seconds = LARGEST / (COPY.parallel * 10_000_000);
  expect(seconds).toBeLessThan(INGEST.timeoutSeconds / 2);
  const parts = LARGEST / COPY.partBytes;
  // S3 has no part 10,001, and the SDK's client no 51st connection.
  expect(parts).toBeLessThan(10_000);
  expect(COPY.parallel).toBeLessThanOrEqual(50);
});

test('what takes files in knows the limit of the disk that workers have', () => {
  const [disk] = resources('pipeline', 'AWS::ECS::TaskDefinition').map(
    ([, { Properties }]) => Properties.EphemeralStorage.SizeInGiB,
  );
  const told = allResources('AWS::Lambda::Function').flatMap(([, { Metadata, Properties }]) => {
    const bytes = Properties.Environment?.Variables.LARGEST_UPLOAD_BYTES;
    return bytes ? [[Metadata?.['castline:entry'], bytes]] : [];
  });
  const bytes = `${largestUploadBytes({ scratchGiB: disk })}`;
  expect(Object.fromEntries(told)).toEqual({
    'functions/api/uploads.ts': bytes,
    'functions/events/ingest.ts': bytes,
  });
});
