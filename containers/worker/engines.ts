import * as z from 'zod';
import type { StageInContainer } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { environment } from '../../src/wiring/environment.ts';

type Settings = import('../../src/wiring/provider-settings.ts').ProviderSettings;

const PROGRAMS = { ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' };

type Load = (settings: Settings) => Promise<RecordingStage>;

/** The stages that run in a container. Each loads only what it needs: starting is paid for too. */
export const ENGINES: Readonly<Record<StageInContainer, Load>> = {
  analyze: async () => {
    const { createMediaEngine } = await import('../../src/adapters/ffmpeg/media-engine.ts');
    const { analyzeStage } = await import('../../src/media/analyze/analyze.ts');
    return analyzeStage(createMediaEngine(PROGRAMS));
  },
  render: async () => {
    const { createMediaEngine } = await import('../../src/adapters/ffmpeg/media-engine.ts');
    const { renderStage } = await import('../../src/media/render/render.ts');
    const { RENDER_TASK_SECONDS } = environment({
      RENDER_TASK_SECONDS: z.coerce.number().positive(),
    });
    return renderStage(createMediaEngine(PROGRAMS), RENDER_TASK_SECONDS);
  },
  transcribe: async settings => {
    const { speechPorts } = await import('../../src/wiring/speech.ts');
    const { transcribeStage } = await import('../../src/speech/transcribe-stage.ts');
    return transcribeStage(await speechPorts(settings));
  },
};

export const engineOf = (stage: string): Load | undefined =>
  new Map<string, Load>(Object.entries(ENGINES)).get(stage);
