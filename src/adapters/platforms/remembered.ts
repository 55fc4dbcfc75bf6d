import type { Attempt } from '../../publishing/ports.ts';
import type { TargetDetails } from '../../publishing/target.ts';

/** What is known of a target, as an attempt goes on: each change is in the ledger before the next step. */
export type Remembered<Details> = {
  now: () => Details;
  change: (change: Partial<Details>) => Promise<void>;
};

export function remembered<Details extends TargetDetails>(
  { remember }: Pick<Attempt, 'remember'>,
  before: Details,
): Remembered<Details> {
  let known = before;
  return {
    now: () => known,
    change: async change => {
      known = { ...known, ...change };
      await remember(known);
    },
  };
}
