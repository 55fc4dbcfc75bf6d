import type { UseCases } from '../../kernel/http/use-cases.ts';
import { type ChangeConfigDeps, changeConfig } from './change-config.ts';
import { getConfig } from './get-config.ts';
import type { recordingConfigRoutes } from './routes.ts';

/** What each route of a recording's config does, in the names of the API. */
export function recordingConfigUseCases(
  deps: ChangeConfigDeps,
): UseCases<typeof recordingConfigRoutes> {
  const change = changeConfig(deps);
  return {
    getRecordingConfig: ({ workspaceId }, { recording_id: recordingId }) =>
      getConfig(deps)({ workspaceId, recordingId }),
    changeRecordingConfig: (caller, { recording_id: recordingId, config, version }, request) =>
      change(caller, { recordingId, config, version }, request),
    resetRecordingConfig: (caller, { recording_id: recordingId }, request) =>
      change(caller, { recordingId, config: {} }, request),
  };
}
