import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

export type Report = { frames: number; seconds: number };

/** Reads ffmpeg's `-progress` output; answers when it ends. */
export const readProgress =
  (onReport: (report: Report) => void) =>
  async (stream: Readable): Promise<void> => {
    const report = { frames: 0, seconds: 0 };
    for await (const line of createInterface({ input: stream })) {
      const [key, value] = line.split('=');
      // Before the first packet the time is `N/A`.
      const number = Number(value);
      if (key === 'frame' && number >= 0) report.frames = number;
      if (key === 'out_time_us' && number >= 0) report.seconds = number / 1e6;
      if (key === 'progress') onReport(report);
    }
  };

export const shareOf = (done: number, total: number) =>
  total > 0 ? Math.min(1, Math.max(0, done / total)) : 0;
