import { settingsRepository } from '../../src/adapters/dynamodb/settings/settings-repository.ts';
import { templateRepository } from '../../src/adapters/dynamodb/templates/template-repository.ts';
import { thumbnailRepository } from '../../src/adapters/dynamodb/thumbnails/thumbnail-repository.ts';
import { thumbnailUses } from '../../src/adapters/dynamodb/thumbnails/thumbnail-uses.ts';
import { s3Uploads } from '../../src/adapters/s3/uploads.ts';
import { apiHandler } from '../../src/kernel/http/api-handler.ts';
import { thumbnailRoutes } from '../../src/thumbnails/routes.ts';
import { thumbnailUseCases } from '../../src/thumbnails/use-cases.ts';
import { apiPlatform } from '../../src/wiring/api.ts';
import { filePort, mediaBucket } from '../../src/wiring/media.ts';
import { stateTable } from '../../src/wiring/table.ts';

const table = stateTable();
const bucket = mediaBucket();
const deps = {
  ...filePort(bucket),
  thumbnails: thumbnailRepository(table),
  uses: thumbnailUses({
    settings: settingsRepository(table),
    templates: templateRepository(table),
  }),
  uploads: s3Uploads(bucket),
  clock: Date.now,
};

export const handler = apiHandler(thumbnailRoutes, thumbnailUseCases(deps), apiPlatform(table));
