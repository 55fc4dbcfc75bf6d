import { newId, trustedWorkspaceId } from '../src/kernel/ids.ts';
import type { Subject } from '../src/pipeline/subject.ts';

/** What stages are told to work on where there is no table. */
export const BENCH_SUBJECT: Subject = {
  workspaceId: trustedWorkspaceId(newId('workspace')),
  kind: 'recording',
  id: newId('recording'),
};
