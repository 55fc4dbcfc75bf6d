import { afterAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../lib/functions.ts';
import { type Reach, reachOf } from '../../support/reach.ts';

/**
 * A function carries only what it runs: its code is loaded at every cold start and read by whoever
 * looks for a fault in it. One that outgrows its number does too much, or is wired too widely.
 */
const MOST_FILES: Readonly<Record<string, number>> = {
  // Also ends what a workspace does not keep any longer, by its settings.
  'functions/events/admit.ts': 106,
  'functions/events/worker-stopped.ts': 10,
  // What comes in is counted, matched, and judged by the config of its template.
  'functions/events/ingest.ts': 120,
  // All that one recording can be asked for.
  'functions/events/jobs.ts': 124,
  // The contracts of all routes.
  'functions/api/docs.ts': 143,
  // These read all layers of a recording's config; those that match load patterns when needed.
  'functions/api/uploads.ts': 165,
  'functions/api/runs.ts': 180,
  // All that one recording can be asked for, checked for many.
  'functions/api/bulk.ts': 160,
  'functions/api/edits.ts': 135,
  // Templates, what they do with recordings, texts as the publishers make them, and what they name.
  'functions/api/templates.ts': 161,
  // Rows of a list name templates and sources, and say when their files go.
  'functions/api/recordings.ts': 143,
  // Besides the layers of a config the pictures that it names.
  'functions/stages/publish.ts': 145,
};
/** The engine's own share is 94 of them: 12 are the layers of the config. */
const MOST_OF_STAGES = 143;
const MOST_OF_OTHERS = 110;

const budgetOf = (entry: string) =>
  MOST_FILES[entry] ?? (entry.startsWith('functions/stages/') ? MOST_OF_STAGES : MOST_OF_OTHERS);

const measured: (Reach & { entry: string })[] = [];

afterAll(() => {
  const rows = measured.map(({ entry, atStart, whenNeeded }) =>
    [entry.padEnd(40), `${atStart.length}`.padStart(4), `+${whenNeeded.length}`.padStart(4)].join(
      ' ',
    ),
  );
  console.log(['files of src that each function reaches, +when needed', ...rows].join('\n'));
});

test.each(FUNCTIONS)('$entry reaches no more files than it may', async ({ entry }) => {
  const reach = await reachOf(entry);
  measured.push({ entry, ...reach });
  expect(reach.atStart.length).toBeGreaterThan(0);
  expect(reach.atStart.length).toBeLessThanOrEqual(budgetOf(entry));
});
