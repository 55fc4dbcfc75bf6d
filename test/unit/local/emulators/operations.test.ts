import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sfnActions } from '../../../../local/cloud/sfn/actions.ts';
import { SFN_OPERATIONS } from '../../../../local/cloud/sfn/operations.ts';
import { S3_OPERATIONS } from '../../../../local/emulators/s3/operations.ts';
import { S3_HANDLERS } from '../../../../local/emulators/s3/run-operation.ts';
import { scheduleHandlers } from '../../../../local/emulators/scheduler/handlers.ts';
import { SCHEDULER_OPERATIONS } from '../../../../local/emulators/scheduler/operations.ts';
import { SECRETS_OPERATIONS } from '../../../../local/emulators/secrets/operations.ts';
import { secretActions } from '../../../../local/emulators/secrets/secret-actions.ts';
import { sqsActions } from '../../../../local/emulators/sqs/actions.ts';
import { SQS_OPERATIONS } from '../../../../local/emulators/sqs/operations.ts';
import type { Operation } from '../../../../local/emulators/wire/operation.ts';

/** Handlers are only made here, not called. */
const nothing = {} as never;

const SERVERS: { service: string; operations: readonly Operation[]; handlers: object }[] = [
  { service: 'S3', operations: S3_OPERATIONS, handlers: S3_HANDLERS },
  { service: 'SQS', operations: SQS_OPERATIONS, handlers: sqsActions(nothing, nothing) },
  {
    service: 'Scheduler',
    operations: SCHEDULER_OPERATIONS,
    handlers: scheduleHandlers(nothing),
  },
  { service: 'Secrets', operations: SECRETS_OPERATIONS, handlers: secretActions(nothing) },
  { service: 'Step Functions', operations: SFN_OPERATIONS, handlers: sfnActions(nothing) },
];

describe.each(SERVERS)('$service', ({ operations, handlers }) => {
  test('each operation of the list has a handler, and no handler is outside the list', () => {
    const names = operations.map(({ name }) => name);
    expect(Object.keys(handlers).sort()).toEqual([...names].sort());
    expect(new Set(names).size).toBe(names.length);
  });

  test.each(operations.filter(operation => 'file' in operation))(
    '$name is called in $file',
    ({ name, file, as }) => {
      const asWords = name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
      const called = as ?? `(?<![\\w-])(${name}Command|${asWords})(?![\\w-])`;
      expect(readFileSync(file, 'utf8')).toMatch(new RegExp(called));
    },
  );
});

test.each([
  { service: 'S3', operations: S3_OPERATIONS },
  { service: 'Scheduler', operations: SCHEDULER_OPERATIONS },
])('no two operations of $service have one request', ({ operations }) => {
  const requests = operations.map(({ request }) => request);
  expect(new Set(requests).size).toBe(requests.length);
});
