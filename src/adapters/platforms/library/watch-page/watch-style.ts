import { BASE_STYLE } from './style/base.ts';
import { EXTRAS_STYLE } from './style/extras.ts';
import { TRANSCRIPT_STYLE } from './style/transcript.ts';
import { WATCH_LAYOUT } from './style/watch.ts';

/** `watch.css`. */
export const WATCH_STYLE = BASE_STYLE + WATCH_LAYOUT + TRANSCRIPT_STYLE + EXTRAS_STYLE;
