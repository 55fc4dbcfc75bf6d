import { INPUT_LIMITS } from '../../../kernel/input-limits.ts';

/** Holes become silence, and stamps of a damaged file may jump: output ends here, too long by a second. */
export const SOUND_END = ['-t', `${INPUT_LIMITS.mediaHours.most * 3600 + 1}`];
