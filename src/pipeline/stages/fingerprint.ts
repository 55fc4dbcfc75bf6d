import { createHash } from 'node:crypto';
import type { Artifact } from '../artifact.ts';
import { readsOf, type StageConfig, type StageRow, settingOf } from '../pipeline.ts';

type Inputs = {
  artifacts: readonly Artifact[];
  config: StageConfig;
  /** Names and dates of the subject. */
  details: object;
  /** Which provider would do the work now, so that a new key means new work. */
  provider: string;
};

/**
 * What a stage's result depends on, as one hash: equal fingerprints mean equal results, so the
 * stage can be skipped. Content goes in by hash, never by key or date.
 */
export function fingerprintOf(stage: StageRow, inputs: Inputs) {
  const reads = readsOf(stage, inputs.config);
  const material = {
    engine: stage.engine,
    provider: inputs.provider,
    settings: stage.settings.map(setting => settingOf(inputs.config, setting)),
    details: stage.usesDetails ? inputs.details : null,
    artifacts: inputs.artifacts
      .filter(({ kind }) => reads.includes(kind))
      .map(({ kind, variant, sha256 }) => `${kind}:${variant}:${sha256}`)
      .sort(),
  };
  return createHash('sha256').update(canonicalJson(material)).digest('hex');
}

/** JSON with sorted keys: equal values give equal text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
