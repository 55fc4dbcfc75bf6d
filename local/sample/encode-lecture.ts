import { CLOCK_FONT } from './slides.ts';
import { SPEECH_RATE } from './voice.ts';

export type LectureEncode = {
  /** A list for the concat demuxer, see `slideList`. */
  slideList: string;
  /** Raw 16 kHz mono samples. */
  soundtrack: string;
  output: string;
  durationSeconds: number;
  height: number;
  preset: 'veryfast' | 'ultrafast';
};

/** Each picture with how long it stands. The last one is named twice, else its length is ignored. */
export function slideList(slides: readonly { file: string; start: number }[], endSeconds: number) {
  const lines = slides.flatMap(({ file, start }, index) => {
    const end = slides[index + 1]?.start ?? endSeconds;
    return [`file '${file}'`, `duration ${(end - start).toFixed(3)}`];
  });
  return ['ffconcat version 1.0', ...lines, `file '${slides.at(-1)?.file}'`, ''].join('\n');
}

/** One encode: the slides with a running clock, the soundtrack, and the index at the front. */
export function lectureArgs(plan: LectureEncode) {
  const size = Math.round(plan.height / 36);
  const place = `x=w-tw-${size * 2}:y=h-${Math.round(plan.height * 0.072)}`;
  // Time and frame number of each frame, to see in a still where it comes from.
  const clock = `drawtext=fontfile=${CLOCK_FONT}:text='%{pts\\:hms}  %{eif\\:n\\:d\\:6}':fontsize=${size}:fontcolor=0x52606d:${place}`;
  // Pixels are converted once a slide, before each is repeated for its frames.
  return [
    ['-f', 'concat', '-safe', '0', '-i', plan.slideList],
    ['-f', 's16le', '-ar', String(SPEECH_RATE), '-ac', '1', '-i', plan.soundtrack],
    ['-vf', `format=yuv420p,fps=25,${clock}`, '-t', plan.durationSeconds.toFixed(3)],
    ['-c:v', 'libx264', '-preset', plan.preset, '-tune', 'stillimage', '-g', '250'],
    // Plain `-ac 2` would take three decibels away.
    ['-af', 'pan=stereo|c0=c0|c1=c0', '-c:a', 'aac', '-b:a', '128k', '-ar', '48000'],
    ['-movflags', '+faststart', plan.output],
  ].flat();
}
