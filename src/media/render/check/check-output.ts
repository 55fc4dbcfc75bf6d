import type { Output } from '../../ports.ts';
import { displayAspect, sameAspect } from '../../timeline/display-aspect.ts';
import { framesPerSecond } from '../../timeline/frame-grid.ts';
import { plannedSeconds, type RenderMethod } from '../render-plan.ts';

/** AAC comes in packets of this many samples; the last one may be padded. */
const AAC_SAMPLES = 1024;
/** A copied file keeps its own raggedness; more than this means that something was lost. */
const COPY_TOLERANCE_SECONDS = 0.5;

/** What is wrong with a finished file against its plan, in words for the log; undefined if nothing. */
export function findFault(output: Output, method: RenderMethod): string | undefined {
  const planned = plannedSeconds(method);
  const wants = tracksOf(method);
  if (wants.video !== (output.video !== null)) return 'picture missing or unexpected';
  if (wants.audio !== (output.audio !== null)) return 'sound missing or unexpected';
  if (method.kind === 'remux')
    return offBy(output.seconds, planned, COPY_TOLERANCE_SECONDS, 'file');
  if ('frames' in method) {
    const { frames = 0, seconds = 0 } = output.video ?? {};
    const misshapen = wrongSize(output, method) ?? wrongAspect(output, method);
    if (misshapen) return misshapen;
    if (frames !== method.frames) return `${frames} frames instead of ${method.frames}`;
    const late = offBy(seconds, planned, 0.5 / framesPerSecond(method.grid), 'picture');
    if (late) return late;
  }
  if (!output.audio) return undefined;
  const { seconds, sampleRate } = output.audio;
  return offBy(seconds, planned, (2 * AAC_SAMPLES) / sampleRate, 'sound');
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

function tracksOf(method: RenderMethod) {
  if (method.kind === 'sound') return { video: false, audio: true };
  if ('frames' in method) return { video: true, audio: method.sound !== null };
  return { video: method.video !== 'none', audio: method.audio !== 'none' };
}

function offBy(actual: number, planned: number, tolerance: number, what: string) {
  if (Math.abs(actual - planned) <= tolerance) return undefined;
  return `${what} lasts ${actual.toFixed(3)} s instead of ${planned.toFixed(3)} s`;
}
