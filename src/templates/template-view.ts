import { optionalIso, toIso } from '../kernel/clock.ts';
import type { TemplateView } from './template.contract.ts';
import type { Template } from './template.ts';

export const templateView = (template: Template): TemplateView => ({
  template_id: template.templateId,
  name: template.name,
  description: template.description,
  matching_rules: template.matchingRules,
  processing_config: template.processingConfig,
  metadata_config: template.metadataConfig,
  output_config: template.outputConfig,
  is_draft: template.isDraft,
  is_active: template.isActive,
  used_count: template.usedCount,
  last_used_at: optionalIso(template.lastUsedAt),
  version: template.version,
  created_at: toIso(template.createdAt),
  updated_at: toIso(template.updatedAt),
});

/** What the audit log keeps of a template: what people set. */
export const settingsOf = (template: Template) => {
  const view = templateView(template);
  const { name, description, matching_rules, is_draft, is_active } = view;
  const { processing_config, metadata_config, output_config } = view;
  return {
    ...{ name, description, matching_rules, is_draft, is_active },
    ...{ processing_config, metadata_config, output_config },
  };
};
