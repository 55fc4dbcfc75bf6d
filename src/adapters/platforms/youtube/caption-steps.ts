import type { Publication } from '../../../publishing/publication.ts';
import type { ReadFile } from '../published-file.ts';
import type { Step } from '../run-steps.ts';
import { YouTubeRefusal } from './refusal.ts';
import type { YouTubeApi } from './youtube-api.ts';

type Captions = {
  api: YouTubeApi;
  id: string;
  subtitles: Publication['subtitles'];
  readFile: ReadFile;
};

/** A track for each language. */
export function captionSteps({ api, id: videoId, subtitles, readFile }: Captions): Step[] {
  return oneOfEach(subtitles).map(({ language, file }) => ({
    name: `captions.${language}`,
    of: file.sha256,
    run: async () => {
      const track = { videoId, language, body: await readFile(file, 0, file.size_bytes) };
      try {
        await api.addCaptions(track);
      } catch (error) {
        if (!(error instanceof YouTubeRefusal) || error.kind !== 'done') throw error;
        // Of an earlier attempt, or of an earlier text.
        await removeTrack(api, videoId, language);
        await api.addCaptions(track);
      }
    },
  }));
}

/** WebVTT and SRT say the same; the first of a language is taken. */
const oneOfEach = (subtitles: Publication['subtitles']) =>
  subtitles.filter(
    ({ language }, index) => subtitles.findIndex(other => other.language === language) === index,
  );

/** Ours has no name; those that a person made on YouTube have one, or another language. */
async function removeTrack(api: YouTubeApi, videoId: string, language: string) {
  const tracks = await api.captions(videoId);
  for (const { id, snippet } of tracks) {
    if (snippet.language === language && snippet.name === '') await api.removeCaptions(id);
  }
}
