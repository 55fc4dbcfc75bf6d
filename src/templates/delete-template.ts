import { auditEntry } from '../audit/entry.ts';
import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { Caller } from '../kernel/http/route.ts';
import type { RequestContext } from '../kernel/http/use-cases.ts';
import { inSlices } from '../kernel/in-slices.ts';
import { noSuchTemplate } from './load-template.ts';
import type { MappedRecordings, Templates } from './ports.ts';
import type { Template, TemplateId } from './template.ts';
import { settingsOf } from './template-view.ts';

type Deps = {
  templates: Pick<Templates, 'find' | 'remove' | 'findRemoved' | 'forget'>;
  mapped: MappedRecordings;
  clock: Clock;
};

/**
 * Deletes a template and takes it off its recordings, which stay as they are. Nobody sees it and
 * nothing is given it from the first write on; a repeat after a crash takes it off the rest.
 *
 * @throws not_found
 */
export const deleteTemplate =
  ({ templates, mapped, clock }: Deps) =>
  async (
    caller: Caller,
    templateId: TemplateId,
    request: Pick<RequestContext, 'requestId' | 'ip'>,
  ): Promise<void> => {
    const key = { workspaceId: caller.workspaceId, templateId };
    const template = await templates.find(key);
    if (template) await remove(template);
    else if (!(await templates.findRemoved(key))) throw noSuchTemplate();
    await inSlices(await mapped.listMapped(key), ({ recordingId }) =>
      mapped.unmap(key, recordingId, clock()),
    );
    await templates.forget(key);

    async function remove(known: Template) {
      const now = clock();
      const before = settingsOf(known);
      const change = { action: 'template.delete', target: templateId, before } as const;
      const removed = await templates.remove(known, now, auditEntry(caller, request, change, now));
      if (removed || !(await templates.find(key))) return;
      throw new AppError('conflict', 'Somebody changed it in this moment: delete it again.');
    }
  };
