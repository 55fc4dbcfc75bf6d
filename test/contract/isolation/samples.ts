import { ulid } from 'ulid';
import { z } from 'zod';
import type { Route } from '#src/kernel/http/route.ts';
import type { Person } from '../../conformance/openapi/fuzz/person.ts';

/** For each parameter of a path: an id that a person has, and one that nobody has. */
const IDS: Readonly<Record<string, { of: (person: Person) => string; unknown: () => string }>> = {
  recording_id: { of: ({ recordings }) => newest(recordings), unknown: () => `rec_${ulid()}` },
  task_id: { of: ({ tasks }) => newest(tasks), unknown: () => `tsk_${ulid()}` },
};

const newest = (ids: readonly string[]) => ids.at(-1) ?? '';

/** A good body for each route that wants one and has no example of its own, or one that would do harm. */
const BODIES: Readonly<Record<string, object>> = {
  changePassword: { current_password: 'of nobody', new_password: 'staple the battery' },
  refresh: { refresh_token: 'no-token' },
  logout: {},
  createRecording: { file_name: 'a.mp4', size_bytes: 12, process: false },
};

/** Whose ids a path is filled with; `nobody` gives ids that are unknown. */
export type Owner = Person | 'nobody';

/** The path of a call of this route. A parameter that is new needs a row above. */
export const pathOf = (row: Route, owner: Owner) =>
  row.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const ids = IDS[name];
    if (!ids) throw new Error(`${name} of ${row.path} has no row in ${import.meta.filename}.`);
    return owner === 'nobody' ? ids.unknown() : ids.of(owner);
  });

export const takesIds = ({ path }: Route) => /\{(\w+_id)\}/.test(path);

const Examples = z.array(z.record(z.string(), z.unknown()));

/** A body that the route takes, undefined where it takes none. A new route needs an example. */
export function bodyOf({ body, use, path }: Route) {
  if (!body) return undefined;
  const [example] = Examples.parse(body.meta()?.examples ?? []);
  const sample = BODIES[use] ?? example;
  if (sample) return sample;
  if (body.safeParse({}).success) return {};
  throw new Error(`${use} (${path}) has no example, and no row in ${import.meta.filename}.`);
}
