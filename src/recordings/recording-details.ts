import { AppError } from '../kernel/errors.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Artifacts, Files, Stages } from '../pipeline/ports.ts';
import { validArtifacts } from '../pipeline/stages/valid-artifacts.ts';
import { STAGE_NAMES } from '../pipelines/recording.ts';
import type { Recordings } from './ports.ts';
import type { RecordingDetails } from './recording.contract.ts';
import type { Recording } from './recording.ts';
import { recordingView, stageView } from './recording-view.ts';

type Deps = {
  recordings: Pick<Recordings, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  files: Pick<Files, 'link'>;
};

const LINK_SECONDS = 3600;

/** The pipeline's own business: hundreds of speech chunks, and what goes into the edit list. */
const OWN = new Set(['speech_audio', 'speech', 'levels', 'automatic_edit', 'manual_edit']);
const SHOWN = (kind: string) => !OWN.has(kind);

/** A recording with its stages and signed links to all files that stand. */
export const recordingDetails =
  ({ recordings, stages, artifacts, files }: Deps) =>
  async (workspaceId: WorkspaceId, recordingId: string): Promise<RecordingDetails> => {
    const [recording, states, stored] = await Promise.all([
      recordings.find(workspaceId, recordingId),
      stages.list(workspaceId, recordingId),
      artifacts.list({ workspaceId, recordingId }),
    ]);
    if (!recording) throw new AppError('not_found', 'No such recording.');
    const shown = validArtifacts(stored, states).filter(({ kind }) => SHOWN(kind));
    const links = shown.map(async ({ kind, variant, content_type, size_bytes, key }) => {
      const fileName = downloadName(recording, key, kind);
      const options = { expiresInSeconds: LINK_SECONDS, fileName };
      const url = await files.link(workspaceId, key, options);
      return { kind, variant, content_type, size_bytes, url };
    });
    const ordered = STAGE_NAMES.flatMap(name => states.filter(({ stage }) => stage === name));
    const page = states.find(({ stage, status }) => stage === 'publish' && status === 'COMPLETED');
    const watchUrl = page?.facts?.watch_url;
    return {
      ...recordingView(recording),
      watch_url: typeof watchUrl === 'string' ? watchUrl : null,
      stages: ordered.map(stageView),
      artifacts: await Promise.all(links),
    };
  };

/** The person's own name for it: here it only travels in a signed header, never in a path. */
function downloadName(recording: Recording, key: string, kind: string) {
  if (kind === 'original') return recording.sourceFileName;
  return `${recording.displayName} - ${key.split('/').at(-1) ?? kind}`;
}
