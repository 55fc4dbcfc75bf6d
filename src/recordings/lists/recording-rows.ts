import { optionalIso } from '../../kernel/clock.ts';
import type { WorkspaceId } from '../../kernel/ids.ts';
import type { Files } from '../../pipeline/ports.ts';
import type { SettingsRows } from '../../settings/ports.ts';
import type { Sources } from '../../sources/ports.ts';
import type { Templates } from '../../templates/ports.ts';
import type { RecordingRow } from '../recording.contract.ts';
import type { Recording } from '../recording.ts';
import { recordingView } from '../recording-view.ts';
import { expiresAt } from '../retention/expires-at.ts';

export type RowDeps = {
  templates: Pick<Templates, 'find'>;
  sources: Pick<Sources, 'find'>;
  settings: Pick<SettingsRows, 'find'>;
  files: Pick<Files, 'link'>;
};

const LINK_SECONDS = 3600;

/**
 * Recordings as lists show them, so that nobody has to look up more: a page has few templates and
 * sources, and each is read once. Pictures are links, which cost no call.
 */
export const recordingRows =
  (deps: RowDeps) =>
  async (workspaceId: WorkspaceId, recordings: readonly Recording[]): Promise<RecordingRow[]> => {
    const { templates, sources, settings } = deps;
    const ids = recordings.map(({ templateId, sourceId }) => ({ templateId, sourceId }));
    const [templateNames, sourceNames, { retentionDays }] = await Promise.all([
      namesOf(
        ids.map(row => row.templateId),
        templateId => templates.find({ workspaceId, templateId }),
      ),
      namesOf(
        ids.map(row => row.sourceId),
        sourceId => sources.find({ workspaceId, sourceId }),
      ),
      settings.find(workspaceId),
    ]);
    const row = async (recording: Recording) => ({
      ...recordingView(recording),
      template_name: templateNames.get(recording.templateId) ?? null,
      source_name: sourceNames.get(recording.sourceId) ?? null,
      poster_url: await posterOf(deps, recording),
      expires_at: optionalIso(expiresAt(recording, retentionDays)),
    });
    return Promise.all(recordings.map(row));
  };

async function namesOf<Id extends string>(
  ids: readonly (Id | undefined)[],
  find: (id: Id) => Promise<{ name: string } | undefined>,
) {
  const distinct = [...new Set(ids)].filter(id => id !== undefined);
  const found = distinct.map(async id => [id, (await find(id))?.name] as const);
  return new Map<Id | undefined, string | undefined>(await Promise.all(found));
}

async function posterOf({ files }: RowDeps, { workspaceId, posterKey }: Recording) {
  if (!posterKey) return null;
  return files.link(workspaceId, posterKey, { expiresInSeconds: LINK_SECONDS });
}
