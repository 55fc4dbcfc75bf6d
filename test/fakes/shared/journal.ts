/** One call as it was met and answered. Headers and bodies are not kept: they hold secrets. */
export type Call = {
  at: string;
  host: string;
  operation: string;
  method: string;
  path: string;
  /** 0 if the connection was cut instead of answered. */
  status: number;
  /** Bytes of the body that were read. */
  received_bytes: number;
  fault?: string;
};

/** Old calls are forgotten, so that a fake can run for days. */
const KEPT_CALLS = 10_000;

export type Journal = ReturnType<typeof createJournal>;

/** What was asked of a fake, the oldest first: how often a token was refreshed, what was sent. */
export function createJournal() {
  let calls: Call[] = [];
  return {
    note(call: Call) {
      calls.push(call);
      if (calls.length > KEPT_CALLS) calls = calls.slice(-KEPT_CALLS / 2);
    },
    of: (operation: string) => calls.filter(call => call.operation === operation),
    all: () => [...calls],
    clear: () => {
      calls = [];
    },
  };
}
