import { mappingRepository } from '../../../src/adapters/dynamodb/recordings/mapping-repository.ts';
import { recordingLists } from '../../../src/adapters/dynamodb/recordings/recording-lists.ts';
import { recordingRepository } from '../../../src/adapters/dynamodb/recordings/recording-repository.ts';
import { settingsRepository } from '../../../src/adapters/dynamodb/settings/settings-repository.ts';
import { templateRepository } from '../../../src/adapters/dynamodb/templates/template-repository.ts';
import { templatesContract } from '../../contract/templates.contract.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

templatesContract('templates on the table', () => ({
  templates: templateRepository(table()),
  mappings: mappingRepository(table()),
  settings: settingsRepository(table()),
  recordings: { ...recordingRepository(table()), ...recordingLists(table()) },
}));
