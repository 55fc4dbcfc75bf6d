import { z } from 'zod';
import { type Answer, empty, json } from './answer.ts';
import { type Clock, ClockChange } from './clock.ts';
import type { Exchange } from './exchange.ts';
import { FaultOrder, type Faults } from './faults.ts';
import type { Journal } from './journal.ts';

export const CONTROL_PREFIX = '/__fake';

/** A control of a platform's own: takes JSON, answers JSON. It checks what it gets. */
export type Control = (input: unknown) => unknown;

type Door = {
  clock: Clock;
  faults: Faults;
  journal: Journal;
  state: () => unknown;
  controls: Record<string, Control>;
};

/**
 * What a test or a person may do to a fake over HTTP, all below one prefix which no platform has.
 * `GET /__fake` lists the doors.
 */
export function createControlDoor({ clock, faults, journal, state, controls }: Door) {
  const doors: Record<string, Control> = {
    'GET /state': state,
    'GET /clock': clock.view,
    'POST /clock': input => {
      clock.change(ClockChange.parse(input));
      return clock.view();
    },
    'GET /faults': faults.view,
    'POST /faults': input => {
      for (const order of z.array(FaultOrder).parse([input].flat())) faults.add(order);
      return faults.view();
    },
    'DELETE /faults': faults.clear,
    'GET /calls': journal.all,
    'DELETE /calls': journal.clear,
    ...Object.fromEntries(
      Object.entries(controls).map(([name, control]) => [`POST /${name}`, control]),
    ),
  };

  return async (exchange: Exchange): Promise<Answer> => {
    const path = exchange.url.pathname.slice(CONTROL_PREFIX.length);
    if (path === '') return json({ doors: Object.keys(doors) });
    const door = doors[`${exchange.method} ${path}`];
    if (!door) return json({ error: 'No such door.', doors: Object.keys(doors) }, 404);
    try {
      const text = await exchange.text();
      const result = await door(text === '' ? {} : JSON.parse(text));
      return result === undefined ? empty(204) : json(result);
    } catch (error) {
      return json({ error: error instanceof Error ? error.message : String(error) }, 400);
    }
  };
}
