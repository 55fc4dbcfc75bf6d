import { spawnSync } from 'node:child_process';

/** Stretches quieter than −45 dBFS for at least 0.8 s, by ffmpeg's own detector. */
export function silencesIn(path: string): { start: number; end: number }[] {
  const args = ['-hide_banner', '-nostdin', '-i', path, '-vn'];
  const detector = ['-af', 'silencedetect=-45dB:d=0.8', '-f', 'null', '-'];
  const { stderr } = spawnSync('ffmpeg', [...args, ...detector], { encoding: 'utf8' });
  const times = (word: string) =>
    [...stderr.matchAll(new RegExp(`silence_${word}: (-?[\\d.]+)`, 'g'))].map(match =>
      Number(match[1]),
    );
  const ends = times('end');
  return times('start').map((start, index) => ({
    start,
    end: ends[index] ?? Number.POSITIVE_INFINITY,
  }));
}
