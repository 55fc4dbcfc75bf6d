import { StageError, type StageErrorCode } from '../../pipeline/stages/stage-error.ts';

/** What the engine's own words mean; the first that matches counts. */
const MEANINGS: readonly [RegExp, StageErrorCode][] = [
  [/No space left on device|Disk quota exceeded|ENOSPC/i, 'no_space'],
  [/Number of streams exceeds max_streams/i, 'too_many_tracks'],
  [/Cannot allocate memory/i, 'engine_failed'],
  [/moov atom not found/i, 'incomplete_media'],
  [/exceeds specified max pixel count/i, 'picture_too_large'],
  [/Protocol '.*' not on whitelist|not on the? ?protocol whitelist/i, 'playlist_refused'],
  [/Format not on whitelist/i, 'not_media'],
  // The container could not even be opened.
  [/\[error\] file:.*: (End of file|Input\/output error)$/im, 'incomplete_media'],
  [/\[error\] file:.*: (Invalid argument|Operation not|Not yet impl)/i, 'unreadable_media'],
  [/Invalid data found when processing input/i, 'unreadable_media'],
  [/Error while decoding stream|Decoding error|Conversion failed/i, 'unreadable_media'],
  [/could not find codec parameters|Decoder .* not found/i, 'unreadable_media'],
];

const TAIL_LINES = 12;

/** The stage's error for a failed engine run, with the end of its log for the operator. */
export function engineError(cause: unknown, log: readonly string[]): StageError {
  if (cause instanceof StageError) return cause;
  const said = log.filter(line => /\[(error|fatal|panic)\]/.test(line)).slice(-TAIL_LINES);
  const why = cause instanceof Error ? cause.message : String(cause);
  const detail = [why, ...(said.length > 0 ? said : log.slice(-TAIL_LINES))].join('\n');
  const text = `${why}\n${log.join('\n')}`;
  const [, code] = MEANINGS.find(([pattern]) => pattern.test(text)) ?? [];
  return new StageError(code ?? 'engine_failed', { detail, cause });
}
