import { App } from 'aws-cdk-lib';
import cdkJson from '../cdk.json' with { type: 'json' };
import { addCastline } from '../lib/app.ts';

// Started without the CDK's command line, nobody else reads the feature flags.
const app = new App({ context: cdkJson.context });
addCastline(app);
app.synth();
