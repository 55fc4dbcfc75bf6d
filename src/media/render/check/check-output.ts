import { displayAspect, sameAspect } from '../../timeline/display-aspect.ts';
import { framesPerSecond } from '../../timeline/frame-grid.ts';
import type { Output } from '../ports/check.ts';
import { plannedSeconds, type RenderMethod } from '../render-plan.ts';

/** AAC comes in packets of this many samples; the last one may be padded. */
const AAC_SAMPLES = 1024;
/** A copied file keeps its own raggedness; more than this means that something was lost. */
const COPY_TOLERANCE_SECONDS = 0.5;

/** What is wrong with a finished file against its plan, in words for the log; undefined if nothing. */
export const findFault = (output: Output, method: RenderMethod): string | undefined =>
  wrongTracks(output, method) ??
  wrongSize(output, method) ??
  wrongAspect(output, method) ??
  wrongFrames(output, method) ??
  wrongLength(output, method);

function wrongTracks(output: Output, method: RenderMethod) {
  const wants = tracksOf(method);
  if (wants.video !== (output.video !== null)) return 'picture missing or unexpected';
  return wants.audio !== (output.audio !== null) ? 'sound missing or unexpected' : undefined;
}

function tracksOf(method: RenderMethod) {
  if (method.kind === 'sound') return { video: false, audio: true };
  if ('frames' in method) return { video: true, audio: method.sound !== null };
  return { video: method.video !== 'none', audio: method.audio !== 'none' };
}

/** A look without another shape, or none, leaves the size to the source. */
function wrongSize({ video }: Output, method: RenderMethod) {
  const reshape = method.kind === 'encode' ? method.look?.reshape : null;
  if (!reshape || !video) return undefined;
  if (video.width === reshape.width && video.height === reshape.height) return undefined;
  return `${video.width}×${video.height} instead of ${reshape.width}×${reshape.height}`;
}

/** What is copied has no other shape than the original, whose container may be the only one to tell it. */
function wrongAspect({ video }: Output, method: RenderMethod) {
  if (method.kind !== 'smart' || !video) return undefined;
  const shown = displayAspect(video);
  if (sameAspect(shown, method.aspect)) return undefined;
  const { width, height } = method.aspect;
  return `shown as ${shown.width}:${shown.height} instead of ${width}:${height}`;
}

function wrongFrames({ video }: Output, method: RenderMethod) {
  if (!('frames' in method) || video?.frames === method.frames) return undefined;
  return `${video?.frames ?? 0} frames instead of ${method.frames}`;
}

function wrongLength(output: Output, method: RenderMethod) {
  const lengths = lengthsOf(output, method);
  const planned = plannedSeconds(method);
  const wrong = lengths.find(({ seconds, tolerance }) => Math.abs(seconds - planned) > tolerance);
  if (!wrong) return undefined;
  return `${wrong.what} lasts ${wrong.seconds.toFixed(3)} s instead of ${planned.toFixed(3)} s`;
}

function lengthsOf({ seconds, video, audio }: Output, method: RenderMethod) {
  if (method.kind === 'remux') {
    return [{ what: 'file', seconds, tolerance: COPY_TOLERANCE_SECONDS }];
  }
  const halfFrame = 'grid' in method ? 0.5 / framesPerSecond(method.grid) : 0;
  const padding = audio ? (2 * AAC_SAMPLES) / audio.sampleRate : 0;
  return [
    ...(video ? [{ what: 'picture', seconds: video.seconds, tolerance: halfFrame }] : []),
    ...(audio ? [{ what: 'sound', seconds: audio.seconds, tolerance: padding }] : []),
  ];
}
