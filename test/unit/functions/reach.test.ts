import { afterAll, expect, test } from 'vitest';
import { FUNCTIONS } from '../../../lib/functions.ts';
import { type Reach, reachOf } from '../../support/reach.ts';

/**
 * A function carries only what it runs: its code is loaded at every cold start and read by whoever
 * looks for a fault in it. One that outgrows its number does too much, or is wired too widely.
 */
const MOST_FILES: Readonly<Record<string, number>> = {
  'functions/events/admit.ts': 82,
  'functions/events/worker-stopped.ts': 10,
  // These read all layers of a recording's config; those that match load patterns when needed.
  'functions/api/uploads.ts': 139,
  'functions/api/runs.ts': 132,
  'functions/api/edits.ts': 122,
  // Templates, what they do with recordings, texts as the publishers make them, and what they name.
  'functions/api/templates.ts': 144,
  // Besides the layers of a config the pictures that it names.
  'functions/stages/publish.ts': 132,
};
/** The engine's own share is 94 of them: 12 are the layers of the config. */
const MOST_OF_STAGES = 131;
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
