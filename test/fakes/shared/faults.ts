import { z } from 'zod';
import { seededRandom } from './seeded-random.ts';

/** Faults of the wire, which the server performs for every platform. */
export const WIRE_FAULTS = {
  refuse: 'answers with the row `reason` of the platform’s catalogue of errors; nothing happens',
  status: 'answers `status`, `headers` and `body` as they are; nothing happens',
  html: 'answers 200 with a page instead of data; nothing happens',
  drop: 'cuts the connection; nothing happens',
  cut_request: 'stops reading after `after_bytes`: answers `status` if one is given, else cuts',
  lose_answer: 'does all of it, then cuts the connection instead of answering',
  cut_answer: 'cuts the connection after `after_bytes` of the answer’s body',
  add_headers: 'does as usual, with `headers` besides',
  delay: 'waits `delay_ms`, then does as usual',
  slow_body: 'sends the answer’s body at `bytes_per_second`',
} as const;

export const FaultOrder = z.strictObject({
  /** Name of an operation, or `*` for the next call whatever it is. */
  operation: z.string(),
  kind: z.string(),
  /** Calls that pass before the first is hit. */
  skip: z.int().min(0).default(0),
  /** How many are hit; null is for ever. */
  times: z.int().min(1).nullable().default(1),
  /** Of those that could be hit, how many are: drawn from `seed`, the same in each run. */
  chance: z.number().min(0).max(1).default(1),
  seed: z.int().default(1),
  reason: z.string().optional(),
  status: z.int().min(200).max(599).optional(),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.string().optional(),
  after_bytes: z.int().min(0).optional(),
  delay_ms: z.int().min(0).optional(),
  bytes_per_second: z.int().min(1).optional(),
});
export type FaultOrder = z.input<typeof FaultOrder>;
export type Fault = z.output<typeof FaultOrder>;
export type Faults = ReturnType<typeof createFaults>;

/**
 * The faults that were ordered, met in their order. A name that the platform does not have is
 * refused: an injection that never fires makes a test that cannot fail.
 */
export function createFaults(known: { operations: readonly string[]; kinds: readonly string[] }) {
  const kinds = [...Object.keys(WIRE_FAULTS), ...known.kinds];
  let orders: { fault: Fault; seen: number; hits: number; random: () => number }[] = [];

  function add(order: FaultOrder) {
    const fault = FaultOrder.parse(order);
    const { operation, kind } = fault;
    if (operation !== '*' && !known.operations.includes(operation)) {
      throw new Error(`No operation ${operation}. There are: ${known.operations.join(', ')}.`);
    }
    if (!kinds.includes(kind)) throw new Error(`No fault ${kind}. There are: ${kinds.join(', ')}.`);
    orders.push({ fault, seen: 0, hits: 0, random: seededRandom(fault.seed) });
  }

  /** The fault that this call meets. Each call counts for every order that waits for it. */
  function next(operation: string): Fault | undefined {
    const waiting = orders.filter(({ fault }) => ['*', operation].includes(fault.operation));
    for (const order of waiting) order.seen += 1;
    const due = waiting.find(
      ({ fault, seen, hits, random }) =>
        seen > fault.skip && hits < (fault.times ?? Infinity) && random() < fault.chance,
    );
    if (due) due.hits += 1;
    return due?.fault;
  }

  return {
    add,
    next,
    clear: () => {
      orders = [];
    },
    view: () => orders.map(({ fault, seen, hits }) => ({ ...fault, seen, hits })),
  };
}
