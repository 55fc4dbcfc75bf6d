import type { Clock } from '../../kernel/clock.ts';
import type { Artifacts, Files, Limits, Stages, Subjects, Tasks } from '../ports.ts';
import type { RunKey } from '../tasks/task.ts';
import type { Stage } from './stage.ts';
import type { StageContext } from './stage-context.ts';
import type { Versions } from './stage-version.ts';

/** What does the work, by the name of the stage. */
export type Implementations = Readonly<Partial<Record<string, Stage>>>;

export type ExecuteDeps = {
  context: (run: RunKey, stage: string) => Promise<StageContext>;
  subjects: Pick<Subjects, 'move' | 'note'>;
  tasks: Pick<Tasks, 'setProgress'>;
  stages: Pick<Stages, 'complete'>;
  versions: Pick<Versions, 'complete'>;
  artifacts: Pick<Artifacts, 'putMade'>;
  files: Files;
  limits: Limits;
  clock: Clock;
  implementations: Implementations;
};

/** Where and how long the work may go on. */
export type RunResources = { scratch: string; signal: AbortSignal };
