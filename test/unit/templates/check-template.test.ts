import { expect, test } from 'vitest';
import { checkTemplate } from '../../../src/templates/check-template.ts';
import { MatchingRules } from '../../../src/templates/matching.contract.ts';
import { sampleTemplate } from '../../support/sample-template.ts';
import { worldOfTemplates } from './template-world.ts';

const rules = (of: object) => ({ matchingRules: MatchingRules.parse(of) });
const display = (topics_display: object) => ({ metadataConfig: { topics_display } });

test.each([
  { name: 'no rules', changes: { matchingRules: null }, path: 'matching_rules' },
  { name: 'empty rules', changes: rules({}), path: 'matching_rules' },
  {
    name: 'a pattern that is none',
    changes: rules({ patterns: ['a', '('] }),
    path: 'matching_rules.patterns[1]',
  },
  {
    name: 'texts that contradict themselves',
    changes: display({ min_length: 50, max_length: 20 }),
    path: 'metadata_config.topics_display.min_length',
  },
])('$name are refused', async ({ changes, path }) => {
  const it = worldOfTemplates();
  const template = sampleTemplate({ workspaceId: it.key.workspaceId, ...changes });
  await expect(checkTemplate(it.ports)(template)).rejects.toMatchObject(it.refused(path));
});

test('a draft may be without rules; a source alone is one', async () => {
  const it = worldOfTemplates();
  const check = checkTemplate(it.ports);
  const draft = sampleTemplate({ matchingRules: null, isDraft: true });
  expect(await check(draft)).toBe(draft);
  const bySource = sampleTemplate(rules({ source_type: 's3' }));
  expect(await check(bySource)).toBe(bySource);
});

test('the config of the workspace counts, too', async () => {
  const it = worldOfTemplates();
  const { workspaceId } = it.key;
  const overrides = { metadata: { topics_display: { max_length: 20 } } };
  it.settingRows.rows.set(workspaceId, { workspaceId, overrides, version: 1, updatedAt: 1 });
  const template = sampleTemplate({ workspaceId, ...display({ min_length: 30 }) });
  const path = 'metadata_config.topics_display.min_length';
  await expect(checkTemplate(it.ports)(template)).rejects.toMatchObject(it.refused(path));
});
