import { isArtifactKind } from '../documents/artifact-kinds.ts';
import type { Artifacts, Files, Stages, Tasks } from '../pipeline/ports.ts';
import { validArtifacts } from '../pipeline/stages/valid-artifacts.ts';
import { waitsFor } from '../pipeline/tasks/task.ts';
import { STAGE_NAMES } from '../pipelines/recording.ts';
import { type RowDeps, recordingRows } from './lists/recording-rows.ts';
import { loadRecording } from './load-recording.ts';
import type { Recordings } from './ports.ts';
import type { RecordingDetails } from './recording.contract.ts';
import type { Recording } from './recording.ts';
import { type RecordingKey, recordingSubject } from './recording-key.ts';
import { stageView } from './recording-view.ts';

type Deps = RowDeps & {
  recordings: Pick<Recordings, 'find'>;
  tasks: Pick<Tasks, 'find'>;
  stages: Pick<Stages, 'list'>;
  artifacts: Pick<Artifacts, 'list'>;
  files: Pick<Files, 'link'>;
};

const LINK_SECONDS = 3600;

/** The pipeline's own business: hundreds of speech chunks, and what goes into the edit list. */
const OWN: ReadonlySet<string> = new Set([
  'speech_audio',
  'speech',
  'levels',
  'automatic_edit',
  'manual_edit',
]);

/** A recording with its stages and signed links to all files of current results. */
export const getRecording =
  (deps: Deps) =>
  async (key: RecordingKey): Promise<RecordingDetails> => {
    const { recordings, tasks, stages, artifacts, files } = deps;
    const subject = recordingSubject(key);
    const [recording, states, stored] = await Promise.all([
      loadRecording(recordings, key),
      stages.list(subject),
      artifacts.list(subject, OWN),
    ]);
    const { workspaceId } = key;
    const taskId = recording.activeTaskId;
    const [[row], active] = await Promise.all([
      recordingRows(deps)(workspaceId, [recording]),
      taskId && tasks.find({ workspaceId, taskId }),
    ]);
    if (!row) throw new TypeError('A recording is a row.');
    const links = validArtifacts(stored, states).map(async artifact => {
      const { kind, variant, content_type, size_bytes, key: objectKey } = artifact;
      if (!isArtifactKind(kind)) return [];
      const fileName = downloadName(recording, objectKey, kind);
      const options = { expiresInSeconds: LINK_SECONDS, fileName };
      const url = await files.link(workspaceId, objectKey, options);
      return [{ kind, variant, content_type, size_bytes, url }];
    });
    const ordered = STAGE_NAMES.flatMap(name => {
      const state = states.find(({ stage }) => stage === name);
      return state ? [stageView(name, state)] : [];
    });
    const page = states.find(({ stage, status }) => stage === 'publish' && status === 'COMPLETED');
    const watchUrl = page?.facts?.watch_url;
    return {
      ...row,
      watch_url: typeof watchUrl === 'string' ? watchUrl : null,
      waiting_for: active ? waitsFor(active) : null,
      stages: ordered,
      artifacts: (await Promise.all(links)).flat(),
    };
  };

/** The person's own name for it: here it only travels in a signed header, never in a path. */
function downloadName(recording: Recording, key: string, kind: string) {
  if (kind === 'original') return recording.sourceFileName;
  return `${recording.displayName} - ${key.split('/').at(-1) ?? kind}`;
}
