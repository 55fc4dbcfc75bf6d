import type { WorkspaceId } from '../../kernel/ids.ts';
import { type Candidate, firstMatch } from '../../templates/first-match.ts';
import type { CompilePattern } from '../../templates/match.ts';
import type { Templates } from '../../templates/ports.ts';
import type { ListPosition } from '../lists/filter.ts';
import type { Recordings } from '../ports.ts';
import type { Recording } from '../recording.ts';
import { isOpen, matchableOf } from './map-by-rules.ts';
import type { Preview } from './mapping.contract.ts';

export type PreviewDeps = {
  recordings: Pick<Recordings, 'list'>;
  templates: Pick<Templates, 'listAll'>;
  compile: CompilePattern;
};

/** Of one page; a page of lists has at most as many. */
const PAGE = 100;

/**
 * `unmapped`: as if each recording came in now. `rematch`: as if each one that no person decided about
 * came in now, those that have a template as well.
 */
type Query = { candidate: Candidate; limit: number; mode: 'unmapped' | 'rematch' };

/** Which recordings a template would be given to, by the function that gives it. Changes nothing. */
export const previewMatch =
  ({ recordings, templates, compile }: PreviewDeps) =>
  async (workspaceId: WorkspaceId, { candidate, limit, mode }: Query): Promise<Preview> => {
    const others = await templates.listAll(workspaceId);
    const ready = { ...candidate, isActive: true, isDraft: false };
    const known = others.filter(({ templateId }) => templateId !== candidate.templateId);
    const match = firstMatch<string>([...known, ready], compile);
    const { items, hasMore } = await newest(workspaceId, limit);
    const rows = items.map(recording => rowOf(recording, match, ready.templateId, mode));
    return {
      total_checked: rows.length,
      has_more: hasMore,
      will_match_count: rows.filter(({ will_match }) => will_match).length,
      will_unmatch_count: rows.filter(({ will_unmatch }) => will_unmatch).length,
      recordings: rows,
    };

    async function newest(workspace: WorkspaceId, most: number) {
      const items: Recording[] = [];
      let cursor: ListPosition | undefined;
      do {
        const wanted = Math.min(PAGE, most - items.length);
        const page = await recordings.list(workspace, {}, { limit: wanted, cursor });
        items.push(...page.items);
        cursor = page.cursor ?? undefined;
      } while (cursor && items.length < most);
      return { items, hasMore: cursor !== undefined };
    }
  };

function rowOf(
  recording: Recording,
  match: ReturnType<typeof firstMatch<string>>,
  templateId: string,
  mode: Query['mode'],
): Preview['recordings'][number] {
  const { templateId: first, tried } = match(matchableOf(recording));
  const verdict = tried.find(one => one.templateId === templateId);
  const decided = recording.mappedBy === 'person';
  const mayChange = mode === 'rematch' ? !decided : isOpen(recording);
  const has = recording.templateId === templateId;
  const older = tried.find(one => one.templateId === verdict?.takenBy)?.templateId;
  return {
    recording_id: recording.recordingId,
    display_name: recording.displayName,
    status: recording.status,
    is_mapped: recording.templateId !== undefined,
    template_id: recording.templateId ?? null,
    will_match: mayChange && !has && first === templateId,
    will_unmatch: mode === 'rematch' && has && !decided && first !== templateId,
    reason: decided ? 'decided_by_a_person' : (verdict?.reason ?? 'no_rules'),
    taken_by: isTemplateId(older) ? older : null,
  };
}

const isTemplateId = (text: string | undefined): text is `tpl_${string}` =>
  text?.startsWith('tpl_') ?? false;
