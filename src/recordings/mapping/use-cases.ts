import { AppError } from '../../kernel/errors.ts';
import type { UseCases } from '../../kernel/http/use-cases.ts';
import { idOf } from '../../kernel/ids.ts';
import { ruleProblems } from '../../templates/check-template.ts';
import type { CreateDeps } from '../../templates/create-template.ts';
import { loadTemplate } from '../../templates/load-template.ts';
import type { TemplateKey } from '../../templates/template.ts';
import { templateView } from '../../templates/template-view.ts';
import { saveAsTemplate } from '../config/save-as-template.ts';
import { type RenderDeps, renderTexts } from '../render/render-texts.ts';
import { fromRecording } from './from-recording.ts';
import { type PreviewDeps, previewMatch } from './preview-match.ts';
import type { mappingRoutes } from './routes.ts';

export type MappingDeps = CreateDeps & PreviewDeps & RenderDeps;

/** What each route between templates and recordings does, in the names of the API. */
export function mappingUseCases(deps: MappingDeps): UseCases<typeof mappingRoutes> {
  const saved = async (key: TemplateKey, limit: number, mode: 'unmapped' | 'rematch') => {
    const candidate = await loadTemplate(deps.templates, key);
    return previewMatch(deps)(key.workspaceId, { candidate, limit, mode });
  };
  return {
    templateFromRecording: async (caller, input, request) =>
      templateView(await fromRecording(deps)(caller, input, request)),
    saveConfigAsTemplate: async (caller, input, request) =>
      templateView(await saveAsTemplate(deps)(caller, input, request)),
    previewDraftMatch: async ({ workspaceId }, { matching_rules, limit }, { operationId }) => {
      const errors = ruleProblems(matching_rules, deps.compile);
      if (errors.length > 0) {
        throw new AppError('invalid_request', 'The matching rules are wrong: see errors.', {
          errors,
        });
      }
      // As if it was saved now: every other template is older.
      const candidate = {
        templateId: idOf('template', operationId),
        matchingRules: matching_rules,
        ...{ isActive: true, isDraft: false, createdAt: deps.clock() },
      };
      return previewMatch(deps)(workspaceId, { candidate, limit, mode: 'unmapped' });
    },
    previewMatch: ({ workspaceId }, { template_id: templateId, limit }) =>
      saved({ workspaceId, templateId }, limit, 'unmapped'),
    previewRematch: ({ workspaceId }, { template_id: templateId, limit }) =>
      saved({ workspaceId, templateId }, limit, 'rematch'),
    renderTexts: ({ workspaceId }, draft) => renderTexts(deps)(workspaceId, draft),
  };
}
