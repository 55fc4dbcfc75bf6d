import type { Caller } from '../kernel/http/route.ts';
import type { UseCases } from '../kernel/http/use-cases.ts';
import type { CheckDeps } from './check-template.ts';
import { createTemplate } from './create-template.ts';
import { deleteTemplate } from './delete-template.ts';
import { getStats } from './get-stats.ts';
import { listTemplates } from './list-templates.ts';
import { loadTemplate } from './load-template.ts';
import type { MappedRecordings, Templates } from './ports.ts';
import type { templateRoutes } from './routes.ts';
import type { TemplateId, TemplateKey } from './template.ts';
import { templateView } from './template-view.ts';
import { updateTemplate } from './update-template.ts';

export type TemplateDeps = CheckDeps & {
  templates: Templates;
  mapped: MappedRecordings;
  clock: () => number;
};

/** What each route of templates does, in the names of the API. */
export function templateUseCases(deps: TemplateDeps): UseCases<typeof templateRoutes> {
  return {
    listTemplates: ({ workspaceId }, { limit, cursor, search, include_drafts: includeDrafts }) =>
      listTemplates(deps)(workspaceId, { search, includeDrafts }, { limit, cursor }),
    createTemplate: async (caller, wanted, request) =>
      templateView(await createTemplate(deps)(caller, wanted, request)),
    getTemplate: async (caller, input) =>
      templateView(await loadTemplate(deps.templates, keyOf(caller, input))),
    updateTemplate: async (caller, { template_id: templateId, ...change }, request) =>
      templateView(await updateTemplate(deps)(caller, { templateId, change }, request)),
    deleteTemplate: (caller, { template_id }, request) =>
      deleteTemplate(deps)(caller, template_id, request),
    getTemplateStats: (caller, input) => getStats(deps)(keyOf(caller, input)),
  };
}

type Input = { template_id: TemplateId };

const keyOf = ({ workspaceId }: Caller, { template_id: templateId }: Input): TemplateKey => ({
  workspaceId,
  templateId,
});
