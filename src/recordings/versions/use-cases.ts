import type { Caller } from '../../kernel/http/route.ts';
import type { RequestContext, UseCases } from '../../kernel/http/use-cases.ts';
import { idOf, type RecordingId } from '../../kernel/ids.ts';
import type { StartDeps } from '../../pipeline/tasks/start-task.ts';
import { taskView } from '../../tasks/task-view.ts';
import { checkLanguage } from '../check-language.ts';
import type { LayerDeps } from '../config/layers.ts';
import { recordingSubject } from '../recording-key.ts';
import { type ChooseDeps, chooseVersion } from './choose-version.ts';
import { type ListDeps, listVersions } from './list-versions.ts';
import type { versionRoutes } from './routes.ts';
import { runAgain } from './run-again.ts';

type Deps = ListDeps &
  ChooseDeps &
  StartDeps &
  LayerDeps & { speechLanguages: readonly string[] | null };

type Input = { recording_id: RecordingId };

/** What each route of versions does, in the names of the API. */
export function versionUseCases(deps: Deps): UseCases<typeof versionRoutes> {
  const { clock, speechLanguages } = deps;
  const again = runAgain(deps, async (key, config) => {
    const stored = await deps.artifacts.list(recordingSubject(key));
    const hasSidecar = stored.some(({ kind }) => kind === 'sidecar');
    checkLanguage(config, speechLanguages, hasSidecar);
  });

  const list = (stage: 'topics' | 'transcribe') => (caller: Caller, input: Input) =>
    listVersions(deps)(keyOf(caller, input), stage);

  const choose =
    (stage: 'topics' | 'transcribe') =>
    async (caller: Caller, input: Input & { version: number }) => {
      await chooseVersion(deps)(keyOf(caller, input), stage, input.version);
      return listVersions(deps)(keyOf(caller, input), stage);
    };

  const run =
    (part: 'topics' | 'transcription') =>
    async (
      caller: Caller,
      input: Input & { config: Record<string, unknown> },
      { operationId, requestId }: RequestContext,
    ) => {
      const taskId = idOf('task', operationId);
      const order = { part, config: input.config, taskId, requestId };
      return taskView(await again(keyOf(caller, input), order), clock());
    };

  return {
    listTopics: list('topics'),
    runTopics: run('topics'),
    chooseTopics: choose('topics'),
    listTranscripts: list('transcribe'),
    runTranscription: run('transcription'),
    chooseTranscript: choose('transcribe'),
  };
}

const keyOf = ({ workspaceId }: Caller, { recording_id }: Input) => ({
  workspaceId,
  recordingId: recording_id,
});
