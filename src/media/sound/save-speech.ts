import type { Range } from '../../documents/ranges.ts';
import { roundSeconds } from '../../documents/round-seconds.ts';
import type { SpeechAudio } from '../../documents/speech-audio.contract.ts';
import type { RecordingWork } from '../../pipelines/recording-work.ts';
import { SPEECH_RATE } from './pcm.ts';
import type { SpeechPorts } from './ports.ts';
import { planSpeechChunks } from './speech-chunks.ts';

type Sound = {
  pcmPath: string | null;
  sound: readonly Range[];
  levels: Float32Array;
  soundSeconds: number;
};

/**
 * Saves what speech-to-text needs: the chunks with sound, and the list of them. Raw sound may be
 * larger than a well packed original, so nothing of it stays on the disk.
 */
export async function saveSpeech(
  ports: SpeechPorts,
  work: RecordingWork,
  { pcmPath, sound, levels, soundSeconds }: Sound,
) {
  const chunks = pcmPath ? planSpeechChunks(sound, levels, soundSeconds) : [];
  const named = chunks.map((chunk, index) => ({
    name: `${String(index + 1).padStart(4, '0')}.flac`,
    start: roundSeconds(chunk.start),
    end: roundSeconds(chunk.end),
  }));
  if (pcmPath && named.length > 0) {
    const { scratch: folder, signal } = work;
    const paths = await ports.encodeSpeech({ pcmPath, folder, signal, chunks: named });
    await ports.discard([pcmPath]);
    for (const [index, path] of paths.entries()) {
      const variant = named[index]?.name ?? '';
      const fileName = `speech-${variant}`;
      await work.save({ kind: 'speech_audio', variant, fileName, contentType: 'audio/flac', path });
      await ports.discard([path]);
    }
  }
  const manifest: SpeechAudio = { version: 1, sample_rate: SPEECH_RATE, chunks: named };
  await work.saveJson('speech', 'speech.json', manifest);
}
