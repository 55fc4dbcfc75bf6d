/**
 * The one table: read by the CDK app, the local cloud, the entities and the tests.
 * Items of a workspace have `pk = WORKSPACE#<id>`; no key of one workspace can reach another.
 */
export const TABLE = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds. Deletion lags, so readers treat expired items as absent. */
  timeToLive: 'expiresAt',
  indexes: [
    { name: 'gsi1', partitionKey: 'gsi1pk', sortKey: 'gsi1sk' },
    // Lists of recordings: what is deleted loses `listedAt`, and with it every one of them.
    { name: 'by_start', partitionKey: 'pk', sortKey: 'listedAt' },
    { name: 'by_status', partitionKey: 'listStatus', sortKey: 'listedAt' },
    { name: 'by_template', partitionKey: 'listTemplate', sortKey: 'listedAt' },
    { name: 'by_source', partitionKey: 'listSource', sortKey: 'listedAt' },
  ],
} as const;
