import type { Clock } from '../../kernel/clock.ts';
import { firstMatch } from '../../templates/first-match.ts';
import type { CompilePattern, Matchable } from '../../templates/match.ts';
import type { Templates } from '../../templates/ports.ts';
import type { Recording } from '../recording.ts';
import type { Mappings } from './ports.ts';

export type MapByRulesDeps = {
  templates: Pick<Templates, 'listAll'>;
  mappings: Pick<Mappings, 'map'>;
  /** Loaded where there is a template to try. */
  patterns: () => Promise<CompilePattern>;
  clock: Clock;
};

/** What of a recording tells for which template it is. */
export const matchableOf = ({ displayName, source }: Recording): Matchable => ({
  name: displayName,
  sourceType: source,
});

/** Whether rules may still give it a template: a person's decision stays. */
export const isOpen = ({ templateId, mappedBy }: Recording) =>
  templateId === undefined && mappedBy === undefined;

/**
 * Gives a recording that came in the oldest template that is for it, if there is one. Safe to repeat.
 */
export const mapByRules =
  ({ templates, mappings, patterns, clock }: MapByRulesDeps) =>
  async (recording: Recording): Promise<void> => {
    if (!isOpen(recording)) return;
    const all = await templates.listAll(recording.workspaceId);
    if (all.length === 0) return;
    const { templateId } = firstMatch(all, await patterns())(matchableOf(recording));
    if (templateId) await mappings.map(recording, templateId, clock());
  };
