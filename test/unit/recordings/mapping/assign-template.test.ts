import { expect, test } from 'vitest';
import { newId } from '../../../../src/kernel/ids.ts';
import { assignTemplate } from '../../../../src/recordings/mapping/assign-template.ts';
import type { TemplateId } from '../../../../src/templates/template.ts';
import { personOf, REQUEST } from '../../../support/callers.ts';
import { worldOfTemplates } from '../../templates/template-world.ts';

function world() {
  const it = worldOfTemplates();
  const { recordingId } = it.key;
  const assign = (templateId: TemplateId | null, caller = it.caller) =>
    assignTemplate(it.ports)(caller, { recordingId, templateId }, REQUEST);
  return { ...it, assign };
}

test('a person gives a template and takes it away; no rule changes that', async () => {
  const it = world();
  it.recording.displayName = 'Lecture';
  const { templateId } = await it.make();
  expect(await it.assign(templateId)).toMatchObject({ templateId, mappedBy: 'person' });
  const taken = await it.assign(null);
  expect(taken.mappedBy).toBe('person');
  expect(taken.templateId).toBeUndefined();
  await it.ports.mapByRules(taken);
  expect(it.recording.templateId).toBeUndefined();
  expect(it.templateRows.entries.slice(1)).toMatchObject([
    { action: 'recording.change', after: { template_id: templateId } },
    { before: { template_id: templateId }, after: { template_id: null } },
  ]);
});

test('unknown templates and foreign recordings are not found', async () => {
  const it = world();
  await expect(it.assign(newId('template'))).rejects.toMatchObject({ code: 'not_found' });
  const { templateId } = await it.make();
  await expect(it.assign(templateId, personOf())).rejects.toMatchObject({ code: 'not_found' });
  expect(it.recording.mappedBy).toBeUndefined();
});
