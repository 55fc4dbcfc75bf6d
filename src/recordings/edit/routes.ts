import type { Route } from '../../kernel/http/route.ts';
import { RecordingParams } from '../recording.contract.ts';
import { ChangeEdit, EditPreview, EditView, PreviewEdit, UndoEdit } from './edit.contract.ts';

const EDIT = '/v1/recordings/{recording_id}/edit' as const;

export const editRoutes = [
  {
    method: 'GET',
    path: EDIT,
    summary: 'See what stays of a recording, what is cut and why',
    right: 'recordings.read',
    params: RecordingParams,
    response: EditView,
    refuses: ['conflict'],
    use: 'getEdit',
  },
  {
    method: 'PUT',
    path: EDIT,
    summary: 'Say what stays or what is cut; the next run applies it',
    right: 'recordings.change',
    params: RecordingParams,
    body: ChangeEdit,
    response: EditView,
    refuses: ['conflict'],
    noted: { action: 'recording.edit', after: ['cuts', 'kept'] },
    use: 'changeEdit',
  },
  {
    method: 'POST',
    path: `${EDIT}/preview`,
    summary: 'See what other trim settings would cut, without changing anything',
    right: 'recordings.read',
    params: RecordingParams,
    body: PreviewEdit,
    response: EditPreview,
    refuses: ['conflict'],
    use: 'previewEdit',
  },
  {
    method: 'POST',
    path: `${EDIT}/undo`,
    summary: 'Go back to the edit before, down to the automatic one',
    right: 'recordings.change',
    params: RecordingParams,
    body: UndoEdit,
    response: EditView,
    refuses: ['conflict'],
    noted: { action: 'recording.edit', after: ['version'] },
    use: 'undoEdit',
  },
] as const satisfies readonly Route[];
