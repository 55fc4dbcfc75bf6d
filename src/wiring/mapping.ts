import type { Table } from '../adapters/dynamodb/client.ts';
import { mappingRepository } from '../adapters/dynamodb/recordings/mapping-repository.ts';
import { templateRepository } from '../adapters/dynamodb/templates/template-repository.ts';
import { lazy } from '../kernel/lazy.ts';
import { mapByRules } from '../recordings/mapping/map-by-rules.ts';

/** Gives what comes in its template. The engine of patterns is loaded where there is one to try. */
export const mappingPort = (table: Table) => ({
  mapByRules: mapByRules({
    templates: templateRepository(table),
    mappings: mappingRepository(table),
    patterns: lazy(async () => (await import('../adapters/patterns/re2-patterns.ts')).re2Patterns),
    clock: Date.now,
  }),
});
