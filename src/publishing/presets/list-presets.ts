import type { Id, WorkspaceId } from '../../kernel/ids.ts';
import type { PageOf } from '../../kernel/page.ts';
import type { OwnPresets, PresetFilter } from './ports.ts';
import { presetView } from './preset-view.ts';

/** A page of the workspace's own presets, newest first. */
export const listPresets =
  ({ presets }: { presets: Pick<OwnPresets, 'list'> }) =>
  async (workspaceId: WorkspaceId, filter: PresetFilter, page: PageOf<Id<'preset'>>) => {
    const { items, cursor } = await presets.list(workspaceId, filter, page);
    return { items: items.map(presetView), cursor };
  };
