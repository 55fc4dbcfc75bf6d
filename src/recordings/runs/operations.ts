import type { Overrides } from '../../config/resolve.ts';
import type { StageName } from '../../pipelines/recording.ts';

/** What may be asked for by itself: the stages it is about, and the part of the config that it switches on. */
export const OPERATIONS = {
  trim: { stages: ['render'], part: 'trim' },
  transcribe: { stages: ['transcribe'], part: 'transcription' },
  topics: { stages: ['topics'], part: 'topics' },
  subtitles: { stages: ['subtitles'], part: 'subtitles' },
  upload: { stages: ['publish'], part: 'publish' },
} as const satisfies Record<string, { stages: readonly StageName[]; part: string }>;
export type Operation = keyof typeof OPERATIONS;

/** Topics and subtitles are made of words, and nothing is published where the output is off. */
const NEEDS: Readonly<Partial<Record<Operation, Overrides>>> = {
  topics: { transcription: { enabled: true } },
  subtitles: { transcription: { enabled: true } },
  upload: { output: { auto_upload: true } },
};

/** The layer of the request: its settings, and that what is asked for is not left out. */
export function configOfOperation(operation: Operation, settings: Overrides): Overrides {
  const { part } = OPERATIONS[operation];
  const asked = operation === 'upload' ? settings : { ...settings, enabled: true };
  return { ...NEEDS[operation], [part]: asked };
}
