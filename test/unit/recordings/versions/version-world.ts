import type { StageState } from '../../../../src/pipeline/stages/stage-state.ts';
import { idlePorts } from '../../../support/fakes/memory-ports.ts';

/** A recording that is done, with two versions of its topics of which the second stands. */
export function worldOfVersions() {
  const it = idlePorts({ status: 'READY', displayName: 'Rivers' });
  const { subject } = it;
  const stage = 'topics';
  for (const [number, fingerprint] of [
    [1, 'f1'],
    [2, 'f2'],
  ] as const) {
    const made = { facts: { made: fingerprint }, createdAt: number * 1000 };
    it.versions.push({ subject, stage, number, fingerprint, ...made });
    it.stored.push({
      ...{ kind: 'topics', variant: '', key: `workspaces/${subject.workspaceId}/${fingerprint}` },
      ...{ content_type: 'a/b', size_bytes: 1, sha256: 's', fingerprint, stage },
    });
  }
  const state = {
    subject,
    stage,
    taskId: it.run.taskId,
    status: 'COMPLETED',
    attempts: 1,
  } as const;
  const standing: StageState = { ...state, madeFingerprint: 'f2', facts: { made: 'f2' } };
  it.states.set(stage, standing);
  return { ...it, standing };
}
