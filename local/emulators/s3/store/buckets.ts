import { z } from 'zod';
import { CorsRule } from '../buckets/cors.contract.ts';
import type { Database } from './database.ts';
import { jsonColumn } from './json-column.ts';

const BucketRow = z.object({
  name: z.string(),
  created_at: z.number(),
  cors: jsonColumn(z.array(CorsRule).nullable()),
});
export type BucketRow = z.infer<typeof BucketRow>;

export type Buckets = ReturnType<typeof openBuckets>;

export function openBuckets(database: Database) {
  const insert = database.statement(
    'INSERT INTO buckets (name, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  );
  const updateCors = database.statement('UPDATE buckets SET cors = ? WHERE name = ?');
  const byName = database.query('SELECT * FROM buckets WHERE name = ?', BucketRow);
  const all = database.query('SELECT * FROM buckets ORDER BY name', BucketRow);
  return {
    /** Does nothing where it exists. */
    create: (name: string, createdAt: number) => void insert(name, createdAt),
    setCors: (name: string, rules: readonly CorsRule[]) =>
      void updateCors(JSON.stringify(rules), name),
    find: (name: string) => byName.first(name),
    list: () => all.all(),
  };
}
