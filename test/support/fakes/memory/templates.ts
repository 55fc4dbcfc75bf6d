import type { AuditEntry } from '../../../../src/audit/entry.ts';
import type { Mappings } from '../../../../src/recordings/mapping/ports.ts';
import type { RecordingKey } from '../../../../src/recordings/recording-key.ts';
import type { Templates } from '../../../../src/templates/ports.ts';
import type { Template, TemplateKey } from '../../../../src/templates/template.ts';
import { copyOf, type MemoryStore } from './store.ts';

const sameName = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Templates and who has them in memory, under the same conditions as the table's. */
export function memoryTemplates(store: Pick<MemoryStore, 'recordings'>) {
  const rows = new Map<string, Template>();
  const entries: AuditEntry[] = [];
  const row = ({ workspaceId, templateId }: TemplateKey) => {
    const known = rows.get(templateId);
    return known?.workspaceId === workspaceId ? known : undefined;
  };
  const alive = (key: TemplateKey) => {
    const known = row(key);
    return known?.deletedAt === undefined ? known : undefined;
  };
  const ofWorkspace = (workspaceId: string) =>
    [...rows.values()].filter(one => one.workspaceId === workspaceId && alive(one));
  const isTaken = ({ workspaceId, templateId, name }: Template) =>
    ofWorkspace(workspaceId).some(one => one.templateId !== templateId && sameName(one.name, name));

  const templates: Templates = {
    insert: async (template, entry) => {
      if (rows.has(template.templateId)) return 'there';
      if (isTaken(template)) return 'taken';
      rows.set(template.templateId, copyOf(template));
      entries.push(entry);
      return 'inserted';
    },
    find: async key => copyOf(alive(key)),
    findRemoved: async key => (alive(key) ? undefined : copyOf(row(key))),
    list: async (workspaceId, { search = '', includeDrafts }, { limit, cursor }) => {
      const matches = ofWorkspace(workspaceId)
        .filter(one => includeDrafts || !one.isDraft)
        .filter(one => one.name.toLowerCase().includes(search.toLowerCase()))
        .filter(one => !cursor || one.templateId < cursor)
        .sort((a, b) => (a.templateId < b.templateId ? 1 : -1));
      const items = matches.slice(0, limit).map(copyOf);
      const more = matches.length > limit ? items.at(-1)?.templateId : undefined;
      return { items, cursor: more ?? null };
    },
    listAll: async workspaceId => ofWorkspace(workspaceId).map(copyOf),
    replace: async (before, after, entry) => {
      const known = alive(before);
      if (known?.version !== before.version) return 'overtaken';
      if (isTaken(after)) return 'taken';
      const { usedCount, lastUsedAt } = known;
      rows.set(after.templateId, copyOf({ ...after, usedCount, lastUsedAt }));
      entries.push(entry);
      return 'replaced';
    },
    remove: async (template, deletedAt, entry) => {
      const known = alive(template);
      if (known?.version !== template.version) return false;
      known.deletedAt = deletedAt;
      entries.push(entry);
      return true;
    },
    forget: async key => void (row(key) && rows.delete(key.templateId)),
  };

  const recording = ({ workspaceId, recordingId }: RecordingKey) => {
    const known = store.recordings.get(recordingId);
    return known?.workspaceId === workspaceId && known.deletedAt === undefined ? known : undefined;
  };
  const use = (template: Template, now: number) => {
    template.usedCount += 1;
    template.lastUsedAt = now;
  };

  const mappings: Mappings = {
    map: async (key, templateId, now) => {
      const known = recording(key);
      const template = alive({ workspaceId: key.workspaceId, templateId });
      if (!known || !template || known.templateId || known.mappedBy) return false;
      Object.assign(known, { templateId, mappedBy: 'rule', mappedAt: now, updatedAt: now });
      use(template, now);
      return true;
    },
    assign: async (key, templateId, entry, now) => {
      const known = recording(key);
      const template = templateId && alive({ workspaceId: key.workspaceId, templateId });
      if (!known || (templateId && !template)) return false;
      Object.assign(known, { mappedBy: 'person', mappedAt: now, updatedAt: now });
      if (templateId) known.templateId = templateId;
      else delete known.templateId;
      if (template) use(template, now);
      entries.push(entry);
      return true;
    },
    listMapped: async ({ workspaceId, templateId }) =>
      [...store.recordings.values()]
        .filter(one => one.workspaceId === workspaceId && one.templateId === templateId)
        .filter(one => one.deletedAt === undefined)
        .map(({ recordingId, status, mappedAt }) => ({ recordingId, status, mappedAt })),
    unmap: async ({ workspaceId, templateId }, recordingId, now) => {
      const known = store.recordings.get(recordingId);
      if (known?.workspaceId !== workspaceId || known.templateId !== templateId) return;
      delete known.templateId;
      delete known.mappedBy;
      delete known.mappedAt;
      known.updatedAt = now;
    },
  };
  return { templates, mappings, rows, entries };
}
