import { FOLLOW_SCRIPT } from './script/follow.ts';
import { KEYS_SCRIPT } from './script/keys.ts';
import { SEARCH_SCRIPT } from './script/search.ts';
import { SEEK_SCRIPT } from './script/seek.ts';
import { SHARE_SCRIPT } from './script/share.ts';
import { TIMELINE_SCRIPT } from './script/timeline.ts';

/**
 * `watch.js`, plain JavaScript that browsers run as it is. It is kept as text because the same
 * source must work unbundled, bundled into a Lambda and without any file beside it.
 */
export const WATCH_SCRIPT = [
  "(() => {\n'use strict';\ndocument.documentElement.classList.add('js');",
  SEEK_SCRIPT,
  FOLLOW_SCRIPT,
  SEARCH_SCRIPT,
  TIMELINE_SCRIPT,
  SHARE_SCRIPT,
  KEYS_SCRIPT,
  'showPlace();\n})();\n',
].join('\n');
