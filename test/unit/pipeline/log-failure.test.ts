import { expect, test } from 'vitest';
import { logFailure } from '../../../src/pipeline/log-failure.ts';

test('a line says whose stage failed and why', () => {
  const lines: unknown[][] = [];
  const log = { error: (...line: unknown[]) => void lines.push(line) };
  const ids = { workspace_id: 'w', task_id: 't', kind: 'recording', id: 'r' };
  logFailure(log, { action: 'run', stage: 'edit', ...ids })(new TypeError('broken'));
  expect(lines).toEqual([
    [
      'The stage failed.',
      expect.objectContaining({ ...ids, stage: 'edit', error_message: 'broken' }),
    ],
  ]);
});
