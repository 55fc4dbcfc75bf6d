import type { Fake } from './shared/start-fake.ts';

type Start = (port: number) => Promise<Fake<string>>;

/** The platforms that can be started alone; each loads only itself. */
export const FAKES: Record<string, Start> = {
  youtube: async port => (await import('./youtube/start-youtube.ts')).startYoutube({ port }),
  zoom: async port => (await import('./zoom/start-zoom.ts')).startZoom({ port }),
  vk: async port => (await import('./vk/start-vk.ts')).startVk({ port }),
};
