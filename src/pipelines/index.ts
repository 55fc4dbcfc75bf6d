import type { Pipelines } from '../pipeline/pipeline.ts';
import { recordingPipeline } from './recording.ts';

/** Every kind that the product works on. A new one is a file beside this one and a row here. */
export const PIPELINES: Pipelines = { [recordingPipeline.kind]: recordingPipeline };
