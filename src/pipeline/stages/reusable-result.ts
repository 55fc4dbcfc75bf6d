import type { StageContext } from './stage-context.ts';
import type { StageState } from './stage-state.ts';

export type ReusableResult = Pick<StageState, 'madeFingerprint' | 'chosenFor' | 'note' | 'facts'>;

type Context = Pick<StageContext, 'stage' | 'state' | 'fingerprint' | 'stored' | 'versions'>;

/**
 * What need not be made, because it is there: the version that a person chose for just these
 * inputs, the last result, or an earlier version. Undefined where the stage has to run.
 */
export function reusableResult(context: Context): ReusableResult | undefined {
  const { stage, state, fingerprint, stored, versions } = context;
  const found = chosen() ?? last() ?? earlier();
  const made = found?.madeFingerprint;
  const hasFiles = stored.some(file => file.stage === stage.name && file.fingerprint === made);
  return hasFiles ? found : undefined;

  function chosen() {
    return state?.chosenFor === fingerprint ? kept(state) : undefined;
  }

  function last() {
    if (state?.madeFingerprint !== fingerprint) return undefined;
    return { ...kept(state), chosenFor: undefined };
  }

  function earlier() {
    const version = versions.find(candidate => candidate.fingerprint === fingerprint);
    return version && { madeFingerprint: fingerprint, note: version.note, facts: version.facts };
  }
}

const kept = ({ madeFingerprint, chosenFor, note, facts }: StageState): ReusableResult => ({
  madeFingerprint,
  chosenFor,
  note,
  facts,
});
