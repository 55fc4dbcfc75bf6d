import { YouTubeRefusal } from './refusal.ts';
import type { YouTubeStep } from './youtube-details.contract.ts';

export type Step = {
  name: string;
  /** Hash of what it sets. */
  of: string;
  /** Safe to do again. */
  run: () => Promise<void>;
};

/**
 * Does what was not done yet, and what differs by now. A refusal for good is kept beside the step
 * and stops no other; whatever passes ends the attempt, and the next one goes on from there.
 */
export async function runSteps(
  steps: readonly Step[],
  known: Readonly<Record<string, YouTubeStep>>,
  done: (change: Record<string, YouTubeStep>) => Promise<void>,
) {
  for (const { name, of, run } of steps) {
    if (known[name]?.of === of) continue;
    await done({ [name]: { of, ...(await attempted(run)) } });
  }
}

async function attempted(run: () => Promise<void>) {
  try {
    await run();
    return {};
  } catch (error) {
    if (error instanceof YouTubeRefusal && error.kind === 'fix') return { problem: error.message };
    throw error;
  }
}
