import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { versionConflict } from '../kernel/version.ts';
import { type CheckDeps, checkTemplate } from './check-template.ts';
import { configParts, nameTaken } from './create-template.ts';
import { loadTemplate } from './load-template.ts';
import type { Templates } from './ports.ts';
import type { UpdateTemplate } from './template.contract.ts';
import type { Template, TemplateId } from './template.ts';
import { settingsOf } from './template-view.ts';

type Deps = CheckDeps & { templates: Pick<Templates, 'find' | 'replace'>; clock: Clock };
type Change = { templateId: TemplateId; change: UpdateTemplate };

/**
 * Changes a template. Its recordings go by it in every stage that begins from now; which ones it has
 * does not change.
 *
 * @throws not_found, version_conflict, name_taken, invalid_request
 */
export const updateTemplate =
  (deps: Deps) =>
  async (
    caller: Caller,
    { templateId, change }: Change,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<Template> => {
    const { templates, clock } = deps;
    const before = await loadTemplate(templates, { workspaceId: caller.workspaceId, templateId });
    if (change.version !== before.version) throw versionConflict(before.version);
    const now = clock();
    const changed = { ...changedBy(before, change), version: before.version + 1, updatedAt: now };
    const after = await checkTemplate(deps)(changed);
    const sides = { before: settingsOf(before), after: settingsOf(after) };
    const audited = { action: 'template.change', target: templateId, ...sides } as const;
    const entry = auditEntry(caller, request, audited, now);
    const result = await templates.replace(before, after, entry);
    if (result === 'taken') throw nameTaken(after.name);
    if (result === 'overtaken') throw versionConflict(before.version + 1);
    return after;
  };

const changedBy = (before: Template, change: UpdateTemplate): Template => ({
  ...before,
  name: change.name ?? before.name,
  description: change.description === undefined ? before.description : change.description,
  matchingRules: change.matching_rules === undefined ? before.matchingRules : change.matching_rules,
  ...configParts({
    processing_config: change.processing_config ?? before.processingConfig,
    metadata_config: change.metadata_config ?? before.metadataConfig,
  }),
  outputConfig: change.output_config === undefined ? before.outputConfig : change.output_config,
  isDraft: change.is_draft ?? before.isDraft,
  isActive: change.is_active ?? before.isActive,
});
