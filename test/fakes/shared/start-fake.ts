import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Answer } from './answer.ts';
import type { Clock } from './clock.ts';
import { CONTROL_PREFIX, type Control, createControlDoor } from './control-door.ts';
import { Exchange } from './exchange.ts';
import { createFaults, type Faults } from './faults.ts';
import { createJournal, type Journal } from './journal.ts';
import { listen } from './listen.ts';
import { createRouter, type Operation } from './operations.ts';
import { perform } from './perform.ts';
import { sendAnswer } from './send-answer.ts';

export type FakePlan<Host extends string> = {
  clock: Clock;
  /** The platform's servers and what each offers. They have origins of their own, as on the net. */
  hosts: Record<Host, readonly Operation[]>;
  /** Fault kinds beside those of the wire; operations find them in `exchange.fault`. */
  faultKinds?: readonly string[];
  /** The row of the platform's catalogue of errors, for the fault `refuse`. */
  refusal: (reason: string) => Answer;
  /** What the platform answers for what an operation threw; undefined for a bug of the fake. */
  toAnswer: (error: unknown) => Answer | undefined;
  /** What the platform answers where it has nothing. */
  notFound: (exchange: Exchange) => Answer;
  /** Everything a test may want to look at, as JSON. */
  state: () => unknown;
  controls?: Record<string, Control>;
};

export type Fake<Host extends string> = {
  origins: Record<Host, string>;
  clock: Clock;
  faults: Faults;
  calls: Journal;
  close: () => Promise<void>;
};

/**
 * Starts a platform's servers with faults, a journal of calls and the control door in each.
 * @param port of the first host, the others follow; 0 is any that is free, for each.
 */
export async function startFake<Host extends string>(
  plan: FakePlan<Host>,
  port = 0,
): Promise<Fake<Host>> {
  // Object.keys gives string[]; the keys of hosts are its hosts.
  const names = Object.keys(plan.hosts) as Host[];
  const operations = names.flatMap(name => plan.hosts[name].map(row => row.name));
  const faults = createFaults({ operations, kinds: plan.faultKinds ?? [] });
  const journal = createJournal();
  const { clock, state, controls = {} } = plan;
  const control = createControlDoor({ clock, faults, journal, state, controls });
  const servers = await Promise.all(
    names.map(async (host, index) => {
      const listener = hostListener(plan, { host, faults, journal, control });
      return [host, await listen(listener, port === 0 ? 0 : port + index)] as const;
    }),
  );
  return {
    origins: Object.fromEntries(servers.map(([host, { origin }]) => [host, origin])) as Record<
      Host,
      string
    >,
    clock,
    faults,
    calls: journal,
    async close() {
      await Promise.all(servers.map(([, server]) => server.close()));
    },
  };
}

type HostParts<Host> = {
  host: Host;
  faults: Faults;
  journal: Journal;
  control: (exchange: Exchange) => Promise<Answer>;
};

function hostListener<Host extends string>(
  plan: FakePlan<Host>,
  { host, faults, journal, control }: HostParts<Host>,
) {
  const find = createRouter(plan.hosts[host]);
  return async (message: IncomingMessage, response: ServerResponse) => {
    // A client that goes away is no fault of the fake.
    response.on('error', () => undefined);
    const origin = `http://${message.headers.host ?? 'localhost'}`;
    const { pathname } = new URL(`${origin}${message.url ?? '/'}`);
    if (pathname === CONTROL_PREFIX || pathname.startsWith(`${CONTROL_PREFIX}/`)) {
      return sendAnswer(response, await control(new Exchange({ message, host, origin })));
    }
    const match = find(message.method ?? 'GET', pathname);
    const name = match?.operation.name ?? 'unknown';
    const fault = match && faults.next(name);
    const exchange = new Exchange({ message, host, origin, params: match?.params ?? {}, fault });
    const handle = match?.operation.handle ?? plan.notFound;
    const answer = await perform({ exchange, handle, ...plan });
    // A client that still sends reads the answer only if somebody takes what it sends.
    message.resume();
    journal.note({
      at: new Date(plan.clock.now()).toISOString(),
      host,
      operation: name,
      method: exchange.method,
      path: pathname,
      status: answer?.status ?? 0,
      received_bytes: exchange.receivedBytes,
      ...(fault && { fault: fault.kind }),
    });
    if (!answer) return void message.socket.destroy();
    await sendAnswer(response, answer, fault);
  };
}
