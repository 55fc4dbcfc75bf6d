import { toIso } from '../../kernel/clock.ts';
import { stageRow } from '../../pipeline/pipeline.ts';
import type { Artifacts, Files, Stages } from '../../pipeline/ports.ts';
import type { StageVersion, Versions } from '../../pipeline/stages/stage-version.ts';
import { recordingPipeline, type StageName } from '../../pipelines/recording.ts';
import { loadRecording } from '../load-recording.ts';
import type { Recordings } from '../ports.ts';
import { type RecordingKey, recordingSubject } from '../recording-key.ts';
import type { VersionList } from './version.contract.ts';

export type ListDeps = {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  versions: Pick<Versions, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  files: Pick<Files, 'link'>;
};

const LINK_SECONDS = 3600;

/** What a stage made of a recording so far, newest first, with links to the documents. */
export const listVersions =
  ({ recordings, stages, versions, artifacts, files }: ListDeps) =>
  async (key: RecordingKey, stage: StageName): Promise<VersionList> => {
    const subject = recordingSubject(key);
    const [recording, states, made, stored] = await Promise.all([
      loadRecording(recordings, key),
      stages.list(subject),
      versions.list(subject, stage),
      artifacts.list(subject),
    ]);
    const activeFingerprint = states.find(state => state.stage === stage)?.madeFingerprint;
    const [kind] = stageRow(recordingPipeline, stage).makes;
    const items = await Promise.all(made.toReversed().map(view));
    return { active: items.find(({ active }) => active)?.version ?? null, items };

    async function view({ number, fingerprint, createdAt, note, facts }: StageVersion) {
      const file = stored.find(
        candidate => candidate.kind === kind && candidate.fingerprint === fingerprint,
      );
      const fileName = `${recording.displayName} - ${kind} ${number}.json`;
      const options = { expiresInSeconds: LINK_SECONDS, fileName };
      return {
        version: number,
        active: fingerprint === activeFingerprint,
        created_at: toIso(createdAt),
        note: note ?? null,
        facts: facts ?? {},
        url: file ? await files.link(key.workspaceId, file.key, options) : null,
      };
    }
  };
