import { startDialogs } from './dialogs.ts';
import { startExportMenu } from './export-menu.ts';
import { showPlace, startFollow } from './follow.ts';
import { startKeys } from './keys/keys.ts';
import { startPlaceLinks } from './place-links.ts';
import { startPreview } from './preview.ts';
import { startSearch } from './search.ts';
import { startSeekBar } from './seek-bar.ts';
import { startShare } from './share.ts';
import { startSpeed } from './speed.ts';
import { startTrouble } from './trouble.ts';

// What needs this script is hidden until here.
document.documentElement.classList.add('js');
startPlaceLinks();
startSpeed();
startTrouble();
startFollow();
startSearch();
startSeekBar();
startPreview();
startExportMenu();
startShare();
startKeys();
showPlace();
// Last: browsers from before 2022 know no dialogs, and the rest works without them.
startDialogs();
