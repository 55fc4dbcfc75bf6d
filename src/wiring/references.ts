import type { Table } from '../adapters/dynamodb/client.ts';
import { presetReader } from '../adapters/dynamodb/publishing/preset-reader.ts';
import { thumbnailReader } from '../adapters/dynamodb/thumbnails/thumbnail-reader.ts';
import type { CheckReferencesDeps } from '../publishing/check-references.ts';
import { PUBLISHABLE, workspacePresets } from '../publishing/preset.ts';

/** For whoever saves a config that names presets and pictures. */
export const referenceCheck = (table: Table): CheckReferencesDeps => ({
  presets: workspacePresets(presetReader(table)),
  thumbnails: thumbnailReader(table),
  publishable: PUBLISHABLE,
});
