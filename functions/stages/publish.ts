import type { StageOfFunction } from '../../src/pipelines/recording.ts';
import type { RecordingStage } from '../../src/pipelines/recording-work.ts';
import { metadataStage } from '../../src/publishing/metadata/metadata-stage.ts';
import { publishStage } from '../../src/publishing/publish-stage.ts';
import { publishingPorts } from '../../src/wiring/publishing.ts';
import { stageFamily } from '../../src/wiring/stages.ts';
import { stateTable } from '../../src/wiring/table.ts';

const implementations: Record<StageOfFunction<'publish'>, RecordingStage> = {
  metadata: metadataStage(),
  publish: publishStage(publishingPorts(stateTable())),
};

export const handler = stageFamily({ implementations });
