import { z } from 'zod';
import { type SettingsChange, YoutubeSettings } from './settings.ts';
import { removeVideo } from './videos/update-video.ts';
import type { World } from './world.ts';

const VideoChange = z.strictObject({
  id: z.string(),
  statistics: z
    .strictObject({
      views: z.int(),
      likes: z.int(),
      dislikes: z.int().default(0),
      comments: z.int(),
    })
    .nullable()
    .optional(),
  duration: z.string().optional(),
  /** The owner deletes it in the browser. */
  deleted: z.boolean().optional(),
});
type VideoChange = z.output<typeof VideoChange>;

const Spending = z.strictObject({
  project: z.string().default('demo-project'),
  bucket: z.enum(['units', 'inserts']),
  units: z.int().min(0),
});

/** What happens to a YouTube from outside: in-process as methods, over HTTP as doors. */
export function createControls(world: World) {
  // Not `partial()`: that would put the defaults back for what is not named.
  const apply = (change: object) =>
    Object.assign(world.settings, YoutubeSettings.parse({ ...world.settings, ...change }));
  const changeSettings = (change: SettingsChange) => apply(change);

  function changeVideo({ id, statistics, duration, deleted }: VideoChange) {
    const video = world.videos.get(id);
    if (!video) throw new Error(`There is no video ${id}.`);
    if (statistics !== undefined) video.statistics = statistics;
    if (duration !== undefined) video.durationIso = duration;
    if (deleted) removeVideo(id, { world });
  }

  /** Another program of the same project spent them. */
  const spend = ({ project, bucket, units }: z.output<typeof Spending>) =>
    world.quota.spend(project, bucket, units);

  return {
    methods: { changeSettings, changeVideo, spend },
    doors: {
      settings: (input: unknown) => apply(z.looseObject({}).parse(input)),
      videos: (input: unknown) => changeVideo(VideoChange.parse(input)),
      quota: (input: unknown) => spend(Spending.parse(input)),
    },
  };
}
