import { optionalIso } from '../kernel/clock.ts';
import { loadTemplate } from './load-template.ts';
import type { MappedRecordings, Templates } from './ports.ts';
import type { TemplateStats } from './stats.contract.ts';
import type { TemplateKey } from './template.ts';

type Deps = {
  templates: Pick<Templates, 'find'>;
  mapped: Pick<MappedRecordings, 'listMapped'>;
};

/** How many recordings have a template, by their status. */
export const getStats =
  ({ templates, mapped }: Deps) =>
  async (key: TemplateKey): Promise<TemplateStats> => {
    const [template, recordings] = await Promise.all([
      loadTemplate(templates, key),
      mapped.listMapped(key),
    ]);
    const counts = new Map<string, number>();
    for (const { status } of recordings) counts.set(status, (counts.get(status) ?? 0) + 1);
    return {
      template_id: template.templateId,
      template_name: template.name,
      total_recordings: recordings.length,
      by_status: Object.fromEntries(counts),
      used_count: template.usedCount,
      last_matched_at: optionalIso(template.lastUsedAt),
      is_active: template.isActive,
    };
  };
