export type Step = {
  name: string;
  /** Hash of what it sets. */
  of: string;
  /** Safe to do again. */
  run: () => Promise<void>;
};

/** How a step ended: what was refused for good says why, in the platform's words. */
export type StepDone = { of: string; problem?: string | undefined };

/**
 * Does what was not done yet, and what differs by now. A refusal for good is kept beside the step
 * and stops no other; whatever passes ends the attempt, and the next one goes on from there.
 */
export async function runSteps(
  steps: readonly Step[],
  {
    known,
    isFinal,
    done,
  }: {
    known: Readonly<Record<string, StepDone>>;
    isFinal: (error: unknown) => boolean;
    done: (change: Record<string, StepDone>) => Promise<void>;
  },
) {
  for (const { name, of, run } of steps) {
    if (known[name]?.of === of) continue;
    await done({ [name]: { of, ...(await problemOf(run, isFinal)) } });
  }
}

async function problemOf(run: () => Promise<void>, isFinal: (error: unknown) => boolean) {
  try {
    await run();
    return {};
  } catch (error) {
    if (isFinal(error)) return { problem: error instanceof Error ? error.message : String(error) };
    throw error;
  }
}
