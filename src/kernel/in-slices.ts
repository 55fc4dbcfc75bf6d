import { inGroups } from './in-groups.ts';

/** So many calls of a service at once are no burst that it throttles. */
const AT_ONCE = 10;

/** Does it for each, a few at a time. All are tried; then the first failure is thrown. */
export async function inSlices<T>(list: readonly T[], act: (item: T) => Promise<unknown>) {
  const failures: unknown[] = [];
  for (const slice of inGroups(list, AT_ONCE)) {
    const settled = await Promise.allSettled(slice.map(act));
    failures.push(...settled.flatMap(one => (one.status === 'rejected' ? [one.reason] : [])));
  }
  if (failures.length > 0) throw failures[0];
}
