import { expect, test } from 'vitest';
import { settingsRepository } from '../../../src/adapters/dynamodb/settings/settings-repository.ts';
import { templateRepository } from '../../../src/adapters/dynamodb/templates/template-repository.ts';
import { thumbnailRepository } from '../../../src/adapters/dynamodb/thumbnails/thumbnail-repository.ts';
import { thumbnailUses } from '../../../src/adapters/dynamodb/thumbnails/thumbnail-uses.ts';
import { thumbnailsContract } from '../../contract/thumbnails.contract.ts';
import { someEntry } from '../../support/connections.ts';
import { sampleThumbnail } from '../../support/fakes/memory/thumbnails.ts';
import { sampleTemplate } from '../../support/sample-template.ts';
import { tableOfFile } from '../../support/table-ports.ts';

const table = tableOfFile();

thumbnailsContract('thumbnails on the table', () => thumbnailRepository(table()));

test('a template and the config of the workspace are found as users', async () => {
  const [settings, templates] = [settingsRepository(table()), templateRepository(table())];
  const uses = thumbnailUses({ settings, templates });
  const picture = sampleThumbnail();
  const { workspaceId, thumbnailId } = picture;
  const metadataConfig = { thumbnail: thumbnailId };
  await templates.insert(sampleTemplate({ workspaceId, name: 'Labs' }), someEntry(workspaceId));
  expect(await uses.find(picture)).toBeUndefined();
  const template = sampleTemplate({ workspaceId, name: 'Lectures', metadataConfig });
  await templates.insert(template, someEntry(workspaceId));
  expect(await uses.find(picture)).toBe('the template Lectures');
  const overrides = { metadata: metadataConfig };
  await settings.save({ workspaceId, overrides, version: 1, updatedAt: 1 }, someEntry(workspaceId));
  expect(await uses.find(picture)).toBe('the config of the workspace');
  expect(await uses.find(sampleThumbnail())).toBeUndefined();
});
