import type { UseCases } from '../../kernel/http/use-cases.ts';
import type { EditDeps } from './append-version.ts';
import { changeEdit } from './change-edit.ts';
import { editView } from './edit-view.ts';
import { loadEdit } from './load-edit.ts';
import { previewEdit } from './preview-edit.ts';
import type { editRoutes } from './routes.ts';
import { undoEdit } from './undo-edit.ts';

/** What each route of edit lists does, in the names of the API. */
export const editUseCases = (deps: EditDeps): UseCases<typeof editRoutes> => ({
  getEdit: async ({ workspaceId }, { recording_id: recordingId }) =>
    editView(deps.files, await loadEdit(deps)({ workspaceId, recordingId })),
  changeEdit: ({ workspaceId }, { recording_id: recordingId, ...change }, { operationId }) =>
    changeEdit(deps)({ workspaceId, recordingId, operationId }, change),
  previewEdit: ({ workspaceId }, { recording_id: recordingId, trim }) =>
    previewEdit(deps)({ workspaceId, recordingId }, { trim }),
  undoEdit: ({ workspaceId }, { recording_id: recordingId, version }, { operationId }) =>
    undoEdit(deps)({ workspaceId, recordingId, operationId }, { version }),
});
