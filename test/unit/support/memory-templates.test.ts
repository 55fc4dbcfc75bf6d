import { templatesContract } from '../../contract/templates.contract.ts';
import { memoryRecordings } from '../../support/fakes/memory/recordings.ts';
import { memorySettings } from '../../support/fakes/memory/settings.ts';
import { memoryStore } from '../../support/fakes/memory/store.ts';
import { memoryTemplates } from '../../support/fakes/memory/templates.ts';

templatesContract('templates in memory', () => {
  const store = memoryStore();
  const { templates, mappings } = memoryTemplates(store);
  return {
    templates,
    mappings,
    settings: memorySettings().settings,
    recordings: memoryRecordings(store),
  };
});
