import type { StageOfFunction } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { metadataStage } from '../../src/publishing/metadata/metadata-stage.ts';
import { publishStage } from '../../src/publishing/publish-stage.ts';
import { tablePorts } from '../../src/wiring/pipeline.ts';
import { libraryPorts } from '../../src/wiring/publishing.ts';
import { stageFamily } from '../../src/wiring/stages.ts';

const implementations: Record<StageOfFunction<'publish'>, RecordingStage> = {
  metadata: metadataStage(),
  publish: publishStage(libraryPorts(tablePorts().table)),
};

export const handler = stageFamily({ implementations });
