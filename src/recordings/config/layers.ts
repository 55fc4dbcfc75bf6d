import type { ConfigLayer } from '../../config/resolve.ts';
import type { ConfigBelow } from '../../pipeline/layered-config.ts';
import type { SettingsRows } from '../../settings/ports.ts';
import { workspaceLayer } from '../../settings/settings.ts';
import type { Templates } from '../../templates/ports.ts';
import { type Template, templateLayer } from '../../templates/template.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import { recordingKey } from '../recording-key.ts';

export type LayerDeps = {
  settings: Pick<SettingsRows, 'find'>;
  templates: Pick<Templates, 'find'>;
};

/** What stands below a recording's own config; a template that was deleted is none. */
export async function layersBelow(
  { settings, templates }: LayerDeps,
  { workspaceId, templateId }: Recording,
): Promise<{ layers: ConfigLayer[]; template: Template | undefined }> {
  const [ofWorkspace, template] = await Promise.all([
    settings.find(workspaceId),
    templateId ? templates.find({ workspaceId, templateId }) : undefined,
  ]);
  const layers = [workspaceLayer(ofWorkspace), ...(template ? [templateLayer(template)] : [])];
  return { layers, template };
}

/** All layers of a recording outside of a run. */
export async function recordingLayers(deps: LayerDeps, recording: Recording) {
  const { layers } = await layersBelow(deps, recording);
  return [
    ...layers,
    { name: 'recording', value: recording.configOverrides },
  ] satisfies ConfigLayer[];
}

/** The same for the engine. A recording that is gone has no layers: its run ends by itself. */
export const configBelow =
  (deps: LayerDeps & { recordings: Pick<Recordings, 'find'> }): ConfigBelow =>
  async subject => {
    const recording = await deps.recordings.find(recordingKey(subject));
    return recording ? (await layersBelow(deps, recording)).layers : [];
  };
