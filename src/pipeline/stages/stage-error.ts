import { ENCODINGS_TRIED } from '../../documents/subtitle-encodings.ts';
import { limitText } from '../../kernel/input-limits.ts';

/**
 * Why a stage failed, as data: the code is for programs, the message says what to do.
 * `transient` stages are tried again by the state machine; all others end the run at once.
 */
export const STAGE_ERRORS = {
  not_media: 'The file is not a video or audio file. Upload the recording itself.',
  empty_file: 'The file has no bytes. Upload it again.',
  incomplete_media:
    'The file is cut off: what is needed to play it is not there. Upload it again, or repair it first.',
  unreadable_media: 'The media is damaged and cannot be decoded. Export it again and upload that.',
  checksum_mismatch:
    'The file that arrived is not the one that was promised (SHA-256 differs). Upload it again.',
  too_long: limitText('mediaHours'),
  too_many_pictures: limitText('pictureRate'),
  too_many_sizes: limitText('pictureChanges'),
  picture_too_large: limitText('picturePixels'),
  sample_rate_too_low: limitText('leastSampleRate'),
  sample_rate_too_high: limitText('sampleRate'),
  too_many_channels: limitText('soundChannels'),
  too_many_sound_tracks: limitText('soundTracks'),
  too_many_tracks: limitText('streams'),
  sound_hole_too_long: limitText('soundHole'),
  no_streams: 'The file has neither sound nor picture that can be decoded.',
  playlist_refused: 'Playlists are not accepted: upload the video itself.',
  sidecar_too_large: limitText('sidecarBytes'),
  too_many_captions: limitText('sidecarCues'),
  too_many_words: limitText('sidecarWords'),
  too_many_letters: limitText('sidecarLetters'),
  unknown_encoding: `The encoding of the subtitle file is not clear. Tried: ${ENCODINGS_TRIED}. Save it as UTF-8 and upload it again.`,
  bad_sidecar: 'The subtitle file cannot be read. Save it as UTF-8 SRT or WebVTT and try again.',
  language_unsupported:
    'The built-in speech engine does not know this language. Choose a speech provider or send subtitles with the upload.',
  provider_rejected:
    'The provider refused the request. The operator must check key, model and balance.',
  provider_unavailable: 'The provider did not answer. The stage can be retried.',
  provider_slow:
    'The provider gave no answer within a day. Retry the stage, or choose another provider.',
  invalid_answer: 'The provider answered with something unusable, again after a repair.',
  missing_input: 'An earlier stage left nothing to work on. Retry from that stage.',
  engine_failed: 'The media engine stopped unexpectedly. Retry; if it happens again, report it.',
  no_space:
    'The recording needs more disk than a worker has. Upload a smaller file; the operator may give workers more.',
  storage_unavailable: 'Storage did not answer. The stage can be retried.',
  no_machine: 'There was no machine for the work, for hours. The stage can be retried.',
  lost: 'The worker disappeared. The stage can be retried.',
  account_refused: 'The platform no longer accepts the account. Connect it again, then retry.',
  platform_quota:
    'The platform takes no more today. What waits is published after its limit begins anew.',
  platform_unavailable: 'The platform did not answer. The stage can be retried.',
  platform_refused:
    'The platform refused what was sent. Change what it names, then retry the upload.',
  platform_app_refused:
    'The platform refuses the app of this service. The operator must check its registration.',
  cancelled: 'Cancelled on request.',
} as const;

export type StageErrorCode = keyof typeof STAGE_ERRORS;

const TRANSIENT: ReadonlySet<StageErrorCode> = new Set([
  'provider_unavailable',
  'platform_unavailable',
  'storage_unavailable',
  'engine_failed',
  'no_machine',
  'lost',
]);

export class StageError extends Error {
  readonly code: StageErrorCode;
  /** Technical detail for the operator's log, never for the customer. */
  readonly detail: string | undefined;

  constructor(code: StageErrorCode, options: { detail?: string; cause?: unknown } = {}) {
    super(STAGE_ERRORS[code], { cause: options.cause });
    this.name = 'StageError';
    this.code = code;
    this.detail = options.detail;
  }

  get transient() {
    return TRANSIENT.has(this.code);
  }
}
