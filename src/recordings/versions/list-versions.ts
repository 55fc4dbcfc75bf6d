import { toIso } from '../../kernel/clock.ts';
import { AppError } from '../../kernel/errors.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Artifacts, Files, Stages } from '../../pipeline/ports.ts';
import type { StageVersion, Versions } from '../../pipeline/stages/stage-version.ts';
import { type StageName, stageDefinition } from '../../pipelines/recording.ts';
import type { Recordings } from '../ports.ts';
import type { VersionList } from './version.contract.ts';

export type Place = { workspaceId: WorkspaceId; recordingId: string };

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
  async ({ workspaceId, recordingId }: Place, stage: StageName): Promise<VersionList> => {
    const [recording, states, made, stored] = await Promise.all([
      recordings.find(workspaceId, recordingId),
      stages.list(workspaceId, recordingId),
      versions.list(workspaceId, recordingId, stage),
      artifacts.list({ workspaceId, recordingId }),
    ]);
    if (!recording) throw new AppError('not_found', 'No such recording.');
    const standing = states.find(state => state.stage === stage)?.madeFingerprint;
    const [kind] = stageDefinition(stage).makes;
    const items = await Promise.all(made.toReversed().map(view));
    return { active: items.find(({ active }) => active)?.version ?? null, items };

    async function view({ number, fingerprint, createdAt, note, facts }: StageVersion) {
      const file = stored.find(
        candidate => candidate.kind === kind && candidate.fingerprint === fingerprint,
      );
      const fileName = `${recording?.displayName} - ${kind} ${number}.json`;
      const options = { expiresInSeconds: LINK_SECONDS, fileName };
      return {
        version: number,
        active: fingerprint === standing,
        created_at: toIso(createdAt),
        note: note ?? null,
        facts: facts ?? {},
        url: file ? await files.link(workspaceId, file.key, options) : null,
      };
    }
  };
