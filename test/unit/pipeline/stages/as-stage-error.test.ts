import { expect, test } from 'vitest';
import {
  asStageError,
  fromMachineError,
  toMachineError,
} from '../../../../src/pipeline/stages/as-stage-error.ts';
import { StageError } from '../../../../src/pipeline/stages/stage-error.ts';

test.each([
  { error: { Error: 'StageFailed', Cause: '{"code":"empty_file"}' }, code: 'empty_file' },
  {
    error: {
      Error: 'StageFailed',
      Cause: '{"errorType":"StageFailed","errorMessage":"{\\"code\\":\\"bad_sidecar\\"}"}',
    },
    code: 'bad_sidecar',
  },
  { error: { Error: 'States.HeartbeatTimeout' }, code: 'lost' },
  { error: { Error: 'WorkerLost' }, code: 'lost' },
  { error: { Error: 'AmazonECS.Unknown', Cause: '{"Failures":[]}' }, code: 'no_machine' },
  { error: { Error: 'ECS.ThrottlingException' }, code: 'no_machine' },
  { error: { Error: 'ECS.InvalidParameterException' }, code: 'lost' },
  { error: { Error: 'Runtime.ExitError', Cause: 'RequestId: 1' }, code: 'lost' },
  {
    error: { Error: 'TypeError', Cause: '{"errorMessage":"x is undefined"}' },
    code: 'engine_failed',
  },
  { error: { Error: 'StageFailed', Cause: '{"code":"constructor"}' }, code: 'engine_failed' },
])('$error.Error is recorded as $code', ({ error, code }) => {
  expect(fromMachineError(error)).toBe(code);
});

test('only transient errors carry the name that is retried', () => {
  expect(toMachineError(new StageError('engine_failed')).name).toBe('StageTransient');
  expect(toMachineError(new StageError('not_media')).name).toBe('StageFailed');
});

test.each([
  { code: 'lost', name: 'WorkerLost' },
  { code: 'no_machine', name: 'NoMachine' },
] as const)('$code has a name of its own: its next try is on other capacity', ({ code, name }) => {
  expect(toMachineError(new StageError(code)).name).toBe(name);
});

test.each([
  {
    name: 'a full disk',
    error: Object.assign(new Error('write'), { code: 'ENOSPC', syscall: 'write' }),
  },
  {
    name: 'a stream that ended by it',
    error: new Error('premature close', {
      cause: Object.assign(new Error('w'), { code: 'ENOSPC' }),
    }),
  },
])('$name is permanent: each retry would download all of it again', ({ error }) => {
  expect(asStageError(error)).toMatchObject({ code: 'no_space', transient: false });
});

test('a throttled service is transient, a bug is a failed engine', () => {
  const throttled = Object.assign(new Error('slow down'), { $metadata: {} });
  expect(asStageError(throttled).code).toBe('storage_unavailable');
  expect(asStageError(new TypeError('x')).code).toBe('engine_failed');
});
