import { expect, test } from 'vitest';
import { worldOfTemplates } from './template-world.ts';

test('a template is kept with an entry in the audit log, without what is only inherited', async () => {
  const it = worldOfTemplates();
  const made = await it.make({ processing_config: { trim: { enabled: false }, topics: null } });
  expect(made).toMatchObject({ version: 1, usedCount: 0, processingConfig: { trim: {} } });
  expect(made.processingConfig).not.toHaveProperty('topics');
  expect(await it.ports.templates.find(made)).toEqual(made);
  expect(it.templateRows.entries).toMatchObject([
    { action: 'template.create', target: made.templateId, actor: it.caller.userId },
  ]);
});

test('a repeat of the operation finds its own, and another of the name is refused', async () => {
  const it = worldOfTemplates();
  const wanted = { name: 'Talks', is_draft: true };
  const operation = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
  const first = await it.create(wanted, operation);
  expect(await it.create(wanted, operation)).toEqual(first);
  await expect(it.create({ ...wanted, name: 'TALKS' })).rejects.toMatchObject({
    code: 'name_taken',
  });
  expect(it.templateRows.rows.size).toBe(1);
});
