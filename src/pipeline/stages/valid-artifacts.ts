import { SOURCE, type StoredArtifact } from '../artifact.ts';
import type { StageState } from './stage-state.ts';

/**
 * The valid artifacts: what came in, and of each stage those that its committed result
 * names. Anything else is of an older run, or of one that died before it could commit.
 */
export function validArtifacts(stored: readonly StoredArtifact[], stages: readonly StageState[]) {
  const made = new Map<string, string | undefined>(
    stages.map(({ stage, madeFingerprint }) => [stage, madeFingerprint]),
  );
  return stored.filter(
    ({ stage, fingerprint }) => stage === SOURCE || made.get(stage) === fingerprint,
  );
}
