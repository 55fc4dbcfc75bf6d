import type { WorkspaceId } from '../kernel/ids.ts';
import type { PageOf } from '../kernel/page.ts';
import type { TemplateFilter, Templates } from './ports.ts';
import type { TemplateId } from './template.ts';
import { templateView } from './template-view.ts';

/** A page of the workspace's templates, newest first. */
export const listTemplates =
  ({ templates }: { templates: Pick<Templates, 'list'> }) =>
  async (workspaceId: WorkspaceId, filter: TemplateFilter, page: PageOf<TemplateId>) => {
    const { items, cursor } = await templates.list(workspaceId, filter, page);
    return { items: items.map(templateView), cursor };
  };
