import { createMediaEngine } from '../src/adapters/ffmpeg/media-engine.ts';
import { analyzeStage } from '../src/media/analyze/analyze.ts';
import { editStage } from '../src/media/edit/edit-stage.ts';
import { renderStage } from '../src/media/render/render.ts';
import { transcribeStage } from '../src/speech/transcribe-stage.ts';
import { subtitlesStage } from '../src/subtitles/subtitles-stage.ts';
import { topicsStage } from '../src/topics/topics-stage.ts';
import { providerSettings } from '../src/wiring/provider-settings.ts';
import { speechPorts } from '../src/wiring/speech.ts';
import { localWork } from './local-work.ts';

/** The engines' work in the pipeline's own order and overlap, and the longest way through it. */
export async function enginesAlone(file: string) {
  const media = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
  const speech = await speechPorts(await providerSettings());
  const work = await localWork(file);
  try {
    const analyze = await work.time(analyzeStage(media));
    const edit = await work.time(editStage());
    const words = async () => ({
      transcribe: await work.time(transcribeStage(speech)),
      topics: await work.time(topicsStage()),
      subtitles: await work.time(subtitlesStage()),
    });
    const [render, spoken] = await Promise.all([work.time(renderStage(media)), words()]);
    const seconds = { analyze, edit, render, ...spoken };
    const wordsPath = spoken.transcribe + spoken.topics + spoken.subtitles;
    return { seconds, longestPathSeconds: analyze + edit + Math.max(render, wordsPath) };
  } finally {
    await work.remove();
  }
}

/** The same without speech to text: one stage after the other. */
export async function enginesWithoutWords(file: string) {
  const media = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
  const work = await localWork(file);
  try {
    const analyze = await work.time(analyzeStage(media));
    const edit = await work.time(editStage());
    return analyze + edit + (await work.time(renderStage(media)));
  } finally {
    await work.remove();
  }
}
