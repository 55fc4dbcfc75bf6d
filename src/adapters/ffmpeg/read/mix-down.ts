import type { AudioTrack, Source } from '../../../media/original/source.ts';

/** Headroom for what encoding adds to peaks. */
const LIMIT = 0.89;

/** Looks ahead, makes up for the delay, and does not raise what it limited. */
const LIMITER = `alimiter=limit=${LIMIT}:attack=5:release=50:level=0:latency=1`;

/**
 * Filters behind a mix of more than two channels, each with its comma. Dialogue keeps its loudness,
 * so that loud scenes add up to more than full scale: what would clip is held down.
 */
export const limitPeaks = (track: AudioTrack | null) =>
  track && track.channels > 2 ? `,${LIMITER}` : '';

/**
 * Of one channel ffmpeg makes two that are 3 dB quieter, to be as loud together; players do not.
 * In front of all that could change the number of channels.
 */
const ONE_AS_TWO = "volume='if(eq(nb_channels,1),sqrt(2),1)'";
const MIXED_RATE = 48_000;

const inFormat = (layout: 'mono' | 'stereo') =>
  `aformat=sample_fmts=fltp:sample_rates=${MIXED_RATE}:channel_layouts=${layout}`;

/**
 * Two channels at one rate, whatever comes. These filters begin anew whenever it changes, so none
 * of them may keep sound back: a limiter would lose its 5 ms each time.
 */
const STEADY_FORMAT = `${ONE_AS_TWO},aresample=${MIXED_RATE},${inFormat('stereo')}`;

/** 16 bits: what is finer nobody hears, and it takes twice the disk. */
const ALAC = ['-c:a', 'alac', '-sample_fmt', 's16p'];
const FLAC = ['-c:a', 'flac', '-sample_fmt', 's16'];
const PCM = ['-c:a', 'pcm_s16le'];
/** QuickTime has no names for these. */
const WEB_CODECS = ['av1', 'vp9'];

const isMovie = ({ format }: Source) => format.startsWith('mov');
const isForWeb = ({ video }: Source) => WEB_CODECS.includes(video?.codec ?? '');

/**
 * Where sound that was made goes beside a copied picture, without loss. Movies stay what they are:
 * their edit lists hide pictures before the first that is shown, and Matroska would show them.
 */
export function losslessInto(source: Source) {
  if (!isMovie(source)) return { container: 'matroska', sound: FLAC } as const;
  return { container: isForWeb(source) ? 'mp4' : 'mov', sound: ALAC } as const;
}

/**
 * The same for sound that changes on the way. Coders with packets of one length gather samples for
 * them, up to a tenth of a second, and those are lost when the filters begin anew.
 */
export const steadyInto = (source: Source) =>
  ({
    container: isMovie(source) && !isForWeb(source) ? 'mov' : 'matroska',
    sound: [...PCM, '-af', STEADY_FORMAT],
  }) as const;

type Mixed = { index: number; channel: number | null; channels: number };

/** Several sounds as one, each on the original's clock; sounds of one channel stay one. */
export function mixGraph(tracks: readonly Mixed[], onTheClock: string): string {
  const isMono = tracks.every(({ channel, channels }) => channel !== null || channels === 1);
  const sounds = tracks.map(({ index, channel }, at) => {
    const taken = channel === null ? [] : [`pan=mono|c0=c${channel}`];
    const format = isMono ? [onTheClock, inFormat('mono')] : [ONE_AS_TWO, onTheClock, STEREO];
    return `[0:${index}]${[...taken, ...format].join(',')}[sound${at}]`;
  });
  const inputs = tracks.map((_, at) => `[sound${at}]`).join('');
  const sum = `${inputs}amix=inputs=${tracks.length}:normalize=0:dropout_transition=0`;
  return [...sounds, `${sum},${LIMITER}[mixed]`].join(';');
}

const STEREO = inFormat('stereo');
