import type { Clock } from '../../kernel/clock.ts';
import type { StageName } from '../../pipelines/recording.ts';
import type { Subscriptions } from '../../plans/ports.ts';
import type { Recordings } from '../../recordings/ports.ts';
import type { Artifacts, Files, Stages, TaskKey, Tasks } from '../ports.ts';
import type { Stage } from './stage.ts';
import type { StageContext } from './stage-context.ts';
import type { Versions } from './stage-version.ts';

export type ExecuteDeps = {
  context: (key: TaskKey, name: StageName) => Promise<StageContext>;
  recordings: Pick<Recordings, 'change'>;
  tasks: Pick<Tasks, 'setProgress'>;
  stages: Pick<Stages, 'complete'>;
  versions: Pick<Versions, 'complete'>;
  artifacts: Pick<Artifacts, 'putMade'>;
  files: Files;
  subscriptions: Subscriptions;
  clock: Clock;
  implementations: Partial<Record<StageName, Stage>>;
};

/** Where and how long the work may go on. */
export type Room = { scratch: string; signal: AbortSignal };
