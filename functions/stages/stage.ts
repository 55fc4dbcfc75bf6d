import { z } from 'zod';
import { editStage } from '../../src/media/edit/edit-stage.ts';
import { beginStage } from '../../src/pipeline/stages/begin-stage.ts';
import { executeStage } from '../../src/pipeline/stages/execute-stage.ts';
import { failStage } from '../../src/pipeline/stages/fail-stage.ts';
import { stageActions } from '../../src/pipeline/stages/stage-actions.ts';
import { stageContext } from '../../src/pipeline/stages/stage-context.ts';
import { finishTask } from '../../src/pipeline/tasks/finish-task.ts';
import { planTask } from '../../src/pipeline/tasks/plan-task.ts';
import { metadataStage } from '../../src/publishing/metadata/metadata-stage.ts';
import { publishStage } from '../../src/publishing/publish-stage.ts';
import { transcribeStage } from '../../src/speech/transcribe-stage.ts';
import { subtitlesStage } from '../../src/subtitles/subtitles-stage.ts';
import { topicsStage } from '../../src/topics/topics-stage.ts';
import { environment } from '../../src/wiring/environment.ts';
import { commandPort, mediaPorts, tablePorts } from '../../src/wiring/pipeline.ts';
import { providerOf, providerSettings } from '../../src/wiring/provider-settings.ts';
import { publishingPorts } from '../../src/wiring/publishing.ts';
import { laterSpeechPorts } from '../../src/wiring/speech.ts';
import { topicsPorts } from '../../src/wiring/topics.ts';

const { HEARTBEAT_SECONDS: heartbeatSeconds } = environment({
  HEARTBEAT_SECONDS: z.coerce.number().int().positive(),
});
const settings = await providerSettings();
const ports = { ...tablePorts(), ...mediaPorts(), ...commandPort(), heartbeatSeconds };
const context = stageContext({ ...ports, provider: providerOf(settings) });
const implementations = {
  edit: editStage(),
  // Only what containers have submitted is asked for here.
  transcribe: transcribeStage(laterSpeechPorts(settings)),
  topics: topicsStage(topicsPorts(settings)),
  subtitles: subtitlesStage(),
  metadata: metadataStage(),
  publish: publishStage(publishingPorts(ports.table)),
};
const execute = executeStage({ ...ports, context, implementations });

/** These stages hardly touch the disk and are over in seconds; the function's own limit stops them. */
const room = { scratch: '/tmp', signal: new AbortController().signal };

export const handler = stageActions({
  plan: planTask(ports),
  begin: beginStage({ ...ports, context }),
  execute: (key, name) => execute(key, name, room),
  fail: failStage(ports),
  finish: finishTask(ports),
});
