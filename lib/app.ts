import { type App, Tags } from 'aws-cdk-lib';
import { STAGES, stageConfig } from './config.ts';
import { PROGRAMS, type Programs } from './functions.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { AutomationStack } from './stacks/automation-stack.ts';
import { DashboardStack } from './stacks/dashboard-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { MediaStack } from './stacks/media-stack.ts';
import { PipelineStack } from './stacks/pipeline-stack.ts';

/** The whole system for the stage that the app's context names. Later stacks need earlier ones. */
export function addCastline(app: App, programs: Programs = PROGRAMS, stages = STAGES) {
  const config = stageConfig(name => app.node.tryGetContext(name), stages);
  const data = new DataStack(
    app,
    config,
    programs.pipelines.map(({ kind }) => kind),
  );
  const api = new ApiStack(app, config, data);
  const media = new MediaStack(app, config, data);
  const pipeline = new PipelineStack(app, config, { data, media }, programs);
  const automation = new AutomationStack(app, config, { data, pipeline }, programs);
  const dashboard = new DashboardStack(app, config, { data, api, pipeline, automation });
  Tags.of(app).add('project', 'castline');
  Tags.of(app).add('stage', config.name);
  return { data, api, media, pipeline, automation, dashboard };
}
