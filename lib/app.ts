import { type App, Tags } from 'aws-cdk-lib';
import { stageConfig } from './config.ts';
import { PROGRAMS, type Programs } from './functions.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { AutomationStack } from './stacks/automation-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MediaStack } from './stacks/media-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';

/** The whole system for the stage that the app's context names. Later stacks need earlier ones. */
export function addCastline(app: App, programs: Programs = PROGRAMS) {
  const config = stageConfig(name => app.node.tryGetContext(name));
  const data = new DataStack(
    app,
    config,
    programs.pipelines.map(({ kind }) => kind),
  );
  const api = new ApiStack(app, config, data);
  const media = new MediaStack(app, config, data);
  const pipeline = new PipelineStack(app, config, { data, media }, programs);
  const automation = new AutomationStack(app, config, { data, api, pipeline }, programs);
  Tags.of(app).add('project', 'castline');
  Tags.of(app).add('stage', config.name);
  return { data, api, media, pipeline, automation };
}
