import { defineConfig } from 'vitest/config';

/** Slow projects get one long limit: a time-out there means a hang, never a slow machine. */
const SLOW = { testTimeout: 180_000, hookTimeout: 180_000 };

export default defineConfig({
  test: {
    projects: [
      {
        // No module is mocked and nothing is global, so files need no worker each: a third of the time.
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          testTimeout: 20_000,
          isolate: false,
        },
      },
      {
        // One worker without isolation, so that all files share one synthesis of the app.
        test: {
          name: 'infra',
          include: ['test/infra/**/*.test.ts'],
          ...SLOW,
          isolate: false,
          maxWorkers: 1,
        },
      },
      {
        // Everything that speaks to a real wire or runs a real engine.
        test: {
          name: 'e2e',
          include: ['test/{conformance,contract,media,e2e,chaos}/**/*.test.ts'],
          ...SLOW,
          pool: 'forks',
          // Many wait more than they work. A third would only take cores from the engines of the others.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
