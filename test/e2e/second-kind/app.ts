import { App } from 'aws-cdk-lib';
import cdkJson from '../../../cdk.json' with { type: 'json' };
import { addCastline } from '../../../lib/app.ts';
import { familyRows, PROGRAMS } from '../../../lib/functions.ts';
import { notePipeline } from './note-pipeline.ts';

const FUNCTIONS = 'test/e2e/second-kind/functions';

/** Castline with one more kind: its pipeline, and functions that know it. */
const app = new App({ context: cdkJson.context });
addCastline(app, {
  pipelines: [...PROGRAMS.pipelines, notePipeline],
  run: { ...PROGRAMS.run, entry: `${FUNCTIONS}/run.ts` },
  families: new Map([
    ...PROGRAMS.families,
    ...familyRows([notePipeline], {
      note: {
        entry: `${FUNCTIONS}/note.ts`,
        memoryMiB: 256,
        timeoutSeconds: 60,
        failureImpact: 'Notes are neither drafted nor polished.',
      },
    }),
  ]),
  admit: { ...PROGRAMS.admit, entry: `${FUNCTIONS}/admit.ts` },
  sweep: PROGRAMS.sweep,
});
app.synth();
