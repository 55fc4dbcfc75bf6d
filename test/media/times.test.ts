import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Metadata } from '#src/documents/metadata.contract.ts';
import { metadataStage } from '#src/publishing/metadata/metadata-stage.ts';
import { buildTranscript, FREE } from '#src/speech/build-transcript.ts';
import { subtitlesStage } from '#src/subtitles/subtitles-stage.ts';
import { beeps, clip, flashes, lavfi } from './support/clips.ts';
import { rendered, testFolder } from './support/engine.ts';
import { beepStarts } from './support/measure-markers.ts';

const folder = testFolder();
/** Beeps stand for words; what lies between them is cut. */
const AT = [3, 9.4, 16, 24.2, 31.6];
const MARKERS = { at: AT, seconds: 0.5 };
const SECONDS = 36;
/** So far apart that each word is a cue of its own. */
const TRIM = { margin_seconds: 1.6 };
const PERMITTED_SECONDS = 0.05;
const NAMES = ['one', 'two', 'three', 'four', 'five'];

const words = AT.map((start, index) => ({ text: `${NAMES[index]}.`, start, end: start + 0.5 }));
const transcript = await buildTranscript({
  ...{ provider: 'imported', model: 'sidecar', words, language: 'en', wanted: 'en' },
  ...{ audioSeconds: 0, price: FREE },
});
const topics = {
  ...{ version: 1, provider: 'offline', model: 'made', granularity: 'long', language: 'en' },
  themes: [],
  topics: AT.map((start, index) => ({
    title: `Part ${NAMES[index]}`,
    start,
    end: AT[index + 1] ?? SECONDS,
  })),
  breaks: [],
};

const H264 = ['-c:v', 'libx264', '-preset', 'ultrafast'];
const picture = (rate: string) => lavfi(flashes(MARKERS, { rate, seconds: SECONDS }));
const sound = lavfi(beeps(MARKERS, { seconds: SECONDS }));

/** Starts of the cues of an SRT, in seconds. */
const cueStarts = (srt: string) =>
  [...srt.matchAll(/^(\d+):(\d+):(\d+),(\d+) -->/gm)].map(([, hours, minutes, seconds, ms]) =>
    [Number(hours) * 3600, Number(minutes) * 60, Number(seconds), Number(ms) / 1000].reduce(
      (sum, value) => sum + value,
    ),
  );

test.each([
  ['smart', 'copied.mp4', [...picture('25'), ...sound, ...H264, '-g', '50']],
  [
    'encode',
    'encoded.mkv',
    [...picture('30000/1001'), ...sound, '-c:v', 'libvpx', '-deadline', 'realtime'],
  ],
])('rendered by %s, cues and chapters begin where it sounds', async (method, name, args) => {
  const { recording, video, facts } = await rendered(folder, clip(folder, name, args), TRIM);
  expect(facts?.method).toBe(method);
  const json = { contentType: 'application/json' };
  const { save } = recording.work();
  await save({
    ...json,
    kind: 'transcript',
    fileName: 'master.json',
    body: JSON.stringify(transcript),
  });
  await save({ ...json, kind: 'topics', fileName: 'topics.json', body: JSON.stringify(topics) });
  await subtitlesStage()(recording.work());
  await metadataStage()(recording.work());

  const truth = beepStarts(video);
  expect(truth).toHaveLength(AT.length);
  const cues = cueStarts(readFileSync(recording.pathOf('subtitles', 'en.srt'), 'utf8'));
  expect(cues).toHaveLength(AT.length);
  const { chapters } = Metadata.parse(recording.json('metadata'));
  expect(chapters).toHaveLength(AT.length);
  for (const [index, heard] of truth.entries()) {
    expect(Math.abs((cues[index] ?? 0) - heard)).toBeLessThan(PERMITTED_SECONDS);
    // The first chapter has to begin with the video.
    const chapter = index === 0 ? heard : (chapters[index]?.start ?? 0);
    expect(Math.abs(chapter - heard)).toBeLessThan(PERMITTED_SECONDS);
  }
});
