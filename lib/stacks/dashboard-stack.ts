import { type App, CrossStackReferences, ReferenceStrength, Stack } from 'aws-cdk-lib';
import type { StageConfig } from '../config.ts';
import { OperationsDashboard } from '../constructs/operations-dashboard.ts';
import { stackName } from '../names.ts';
import type { ApiStack } from './api-stack.ts';
import type { AutomationStack } from './automation-stack.ts';
import type { DataStack } from './data-stack.ts';
import type { PipelineStack } from './pipeline-stack.ts';

type Shown = {
  data: DataStack;
  api: ApiStack;
  pipeline: PipelineStack;
  automation: AutomationStack;
};

/**
 * The dashboard, which shows parts of all other stacks and must not keep them: an import would
 * forbid CloudFormation to remove or replace what is shown, so it reads plain outputs.
 */
export class DashboardStack extends Stack {
  constructor(app: App, config: StageConfig, { data, api, pipeline, automation }: Shown) {
    super(app, 'Dashboard', { stackName: stackName(config, 'dashboard') });
    CrossStackReferences.of(this).consume(ReferenceStrength.WEAK);
    new OperationsDashboard(this, 'Dashboard', {
      config,
      api: api.httpApi,
      machines: pipeline.machines,
      queues: [data.ingest, data.admission, data.publications],
      functions: [...api.functions, ...pipeline.functions, ...automation.functions],
    });
  }
}
