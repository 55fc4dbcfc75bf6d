import type { Clock } from '../shared/clock.ts';
import { YoutubeError } from './errors.ts';
import type { YoutubeSettings } from './settings.ts';

/** §6: the buckets of a day. `search` has one of its own, but search.list is not offered here. */
export type Bucket = 'units' | 'inserts';
export type Cost = { bucket: Bucket; units: number };

const PACIFIC = new Intl.DateTimeFormat('en-CA', { timeZone: 'America/Los_Angeles' });

/** A quota day begins at midnight in California, with daylight saving. */
export const pacificDay = (timeMs: number) => PACIFIC.format(timeMs);

export type Quota = ReturnType<typeof createQuota>;

/** Units that projects have spent today. Nothing in an answer tells what is left. */
export function createQuota(clock: Clock, settings: YoutubeSettings) {
  const spent = new Map<string, number>();
  const key = (project: string, bucket: Bucket) =>
    `${pacificDay(clock.now())} ${project} ${bucket}`;
  const of = (project: string, bucket: Bucket) => spent.get(key(project, bucket)) ?? 0;
  const limit = (bucket: Bucket) =>
    bucket === 'units' ? settings.daily_units : settings.daily_inserts;
  return {
    /** @throws {YoutubeError} if the cost does not fit today any more. */
    require(project: string, { bucket, units }: Cost) {
      if (of(project, bucket) + units <= limit(bucket)) return;
      throw new YoutubeError(
        'quotaExceeded',
        'The request cannot be completed because you have exceeded your quota.',
      );
    },
    /** Invalid requests cost one at least. */
    charge(project: string, { bucket, units }: Cost, refused: boolean) {
      const cost = refused ? Math.min(1, units) : units;
      spent.set(key(project, bucket), of(project, bucket) + cost);
    },
    spend(project: string, bucket: Bucket, units: number) {
      spent.set(key(project, bucket), of(project, bucket) + units);
    },
    view: (projects: readonly string[]) =>
      Object.fromEntries(
        projects.map(project => [
          project,
          {
            day: pacificDay(clock.now()),
            units: of(project, 'units'),
            inserts: of(project, 'inserts'),
          },
        ]),
      ),
  };
}
