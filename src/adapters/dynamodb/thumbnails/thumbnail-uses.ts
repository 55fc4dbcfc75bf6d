import { effectiveConfig } from '../../../config/effective.ts';
import type { SettingsRows } from '../../../settings/ports.ts';
import { workspaceLayer } from '../../../settings/settings.ts';
import type { Templates } from '../../../templates/ports.ts';
import { templateLayer } from '../../../templates/template.ts';
import type { ThumbnailUses } from '../../../thumbnails/ports.ts';

type Deps = { settings: Pick<SettingsRows, 'find'>; templates: Pick<Templates, 'listAll'> };

/** Looks through the layers that recordings to come are made by: one row, and all templates. */
export const thumbnailUses = ({ settings, templates }: Deps): ThumbnailUses => ({
  async find({ workspaceId, thumbnailId }) {
    const [ofWorkspace, all] = await Promise.all([
      settings.find(workspaceId),
      templates.listAll(workspaceId),
    ]);
    const layers = [
      { who: 'the config of the workspace', layer: workspaceLayer(ofWorkspace) },
      ...all.map(template => ({
        who: `the template ${template.name}`,
        layer: templateLayer(template),
      })),
    ];
    return layers.find(
      ({ layer }) => effectiveConfig([layer]).config.metadata.thumbnail === thumbnailId,
    )?.who;
  },
});
