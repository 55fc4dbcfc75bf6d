import { expect, test } from 'vitest';
import { UpdateTemplate } from '../../../src/templates/template.contract.ts';
import { updateTemplate } from '../../../src/templates/update-template.ts';
import { personOf, REQUEST } from '../../support/callers.ts';
import { worldOfTemplates } from './template-world.ts';

async function world() {
  const it = worldOfTemplates();
  const { templateId } = await it.make({
    description: 'Old',
    output_config: { preset_ids: ['library'] },
  });
  const update = (change: object, caller = it.caller) =>
    updateTemplate(it.ports)(caller, { templateId, change: UpdateTemplate.parse(change) }, REQUEST);
  return { ...it, templateId, update };
}

test('what is given replaces the old, null clears it, the rest stays', async () => {
  const it = await world();
  const changed = await it.update({ name: 'Talks', description: null, version: 1 });
  expect(changed).toMatchObject({ name: 'Talks', description: null, version: 2 });
  expect(changed.outputConfig).toMatchObject({ preset_ids: ['library'] });
  const cleared = await it.update({ output_config: null, version: 2 });
  expect(cleared).toMatchObject({ outputConfig: null, name: 'Talks', version: 3 });
  expect(it.templateRows.entries.at(1)).toMatchObject({
    action: 'template.change',
    before: { name: 'Lectures', description: 'Old' },
    after: { name: 'Talks', description: null },
  });
});

test('an older version, a taken name and a foreign template are refused', async () => {
  const it = await world();
  await it.create({ name: 'Taken', is_draft: true });
  await expect(it.update({ version: 2 })).rejects.toMatchObject({ code: 'version_conflict' });
  const taken = it.update({ name: 'taken', version: 1 });
  await expect(taken).rejects.toMatchObject({ code: 'name_taken' });
  const foreign = it.update({ version: 1 }, personOf());
  await expect(foreign).rejects.toMatchObject({ code: 'not_found' });
});

test('the rules hold for what a change leaves', async () => {
  const it = await world();
  const refused = it.update({ matching_rules: null, version: 1 });
  await expect(refused).rejects.toMatchObject(it.refused('matching_rules'));
});
