import { expect, test } from 'vitest';
import { deleteTemplate } from '../../../src/templates/delete-template.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { worldOfTemplates } from './template-world.ts';

async function world() {
  const it = worldOfTemplates();
  const template = await it.make();
  await it.ports.mappings.map(it.key, template.templateId, 5);
  const remove = (caller = it.caller) =>
    deleteTemplate(it.ports)(caller, template.templateId, REQUEST);
  return { ...it, template, remove };
}

test('it goes, its recordings stay without it, and its name is free', async () => {
  const it = await world();
  const { status } = it.recording;
  await it.remove();
  expect(it.recording).not.toHaveProperty('templateId');
  expect(it.recording).not.toHaveProperty('mappedBy');
  expect(it.recording.status).toBe(status);
  expect(it.templateRows.rows.size).toBe(0);
  expect(it.templateRows.entries.at(-1)).toMatchObject({ action: 'template.delete' });
  await it.make();
  await expect(it.remove()).rejects.toMatchObject({ code: 'not_found' });
});

test('a repeat ends what a crash left behind', async () => {
  const it = await world();
  const unmap = it.ports.mapped.unmap;
  it.ports.mapped.unmap = () => Promise.reject(new Error('gone'));
  await expect(it.remove()).rejects.toThrow('gone');
  expect(await it.ports.templates.find(it.template)).toBeUndefined();
  it.ports.mapped.unmap = unmap;
  await it.remove();
  expect(it.recording).not.toHaveProperty('templateId');
  expect(it.templateRows.entries.filter(({ action }) => action === 'template.delete')).toHaveLength(
    1,
  );
});

test('a foreign one is unknown', async () => {
  const it = await world();
  await expect(it.remove(personOf())).rejects.toMatchObject({ code: 'not_found' });
});
