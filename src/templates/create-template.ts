import { auditEntry } from '../audit/entry.ts';
import { processingConfig } from '../config/processing-config.contract.ts';
import { withoutInherited } from '../config/resolve.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { idOf } from '../kernel/ids.ts';
import { type CheckDeps, checkTemplate } from './check-template.ts';
import type { Templates } from './ports.ts';
import type { CreateTemplate } from './template.contract.ts';
import type { Template, TemplateKey } from './template.ts';
import { settingsOf } from './template-view.ts';

export type CreateDeps = CheckDeps & {
  templates: Pick<Templates, 'insert' | 'find'>;
  clock: Clock;
};
type Operation = Pick<RequestContext, 'requestId' | 'ip' | 'operationId'>;

/**
 * Makes a template. What comes in from now on is matched against it; what is there already is not
 * touched. Repeated under one operation it finds the template of the first try.
 *
 * @throws name_taken, invalid_request
 */
export const createTemplate =
  (deps: CreateDeps) =>
  async (caller: Caller, wanted: CreateTemplate, request: Operation): Promise<Template> => {
    const { templates, clock } = deps;
    const { workspaceId } = caller;
    const key = { workspaceId, templateId: idOf('template', request.operationId) };
    const template = await checkTemplate(deps)(newTemplate(key, wanted, clock()));
    const { templateId: target, createdAt } = template;
    const change = { action: 'template.create', target, after: settingsOf(template) } as const;
    const entry = auditEntry(caller, request, change, createdAt);
    const inserted = await templates.insert(template, entry);
    if (inserted === 'taken') throw nameTaken(template.name);
    return inserted === 'there' ? ((await templates.find(key)) ?? template) : template;
  };

export const nameTaken = (name: string) =>
  new AppError('name_taken', 'There is a template of this name.', {
    errors: [{ path: 'name', message: `${name} is taken: choose another name.` }],
  });

const newTemplate = (key: TemplateKey, wanted: CreateTemplate, now: number): Template => ({
  ...key,
  name: wanted.name,
  description: wanted.description,
  matchingRules: wanted.matching_rules,
  ...configParts(wanted),
  outputConfig: wanted.output_config,
  isDraft: wanted.is_draft,
  isActive: wanted.is_active,
  usedCount: 0,
  version: 1,
  createdAt: now,
  updatedAt: now,
});

/** As they are stored: without nulls that only say "inherited". */
export const configParts = ({
  processing_config,
  metadata_config,
}: Pick<CreateTemplate, 'processing_config' | 'metadata_config'>) => {
  const defaults = processingConfig();
  return {
    processingConfig: withoutInherited(defaults, processing_config),
    metadataConfig: withoutInherited(defaults.metadata, metadata_config),
  };
};
