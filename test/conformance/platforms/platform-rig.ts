import type { PlatformContext } from '../../../src/adapters/platforms/platform-context.ts';
import type { Subject } from '../../../src/pipeline/subject.ts';
import type { Targets } from '../../../src/publishing/ports.ts';
import type { Preset } from '../../../src/publishing/preset.ts';
import type { Publication } from '../../../src/publishing/publication.ts';
import type { Wrap } from '../../support/publishing/dying.ts';

/** What people find. */
export type Shown = { title: string; description: string; text: string };

/** A platform's own world, as the suite has to see it. */
export type PlatformRig = {
  ledger: Targets;
  /** What the index's row is opened with; `wrap` sees every call to the platform. */
  connect: (wrap: Wrap) => { context: PlatformContext; preset: Preset };
  /** Puts in place the files that a publication names. */
  prepare: (publication: Publication) => Promise<void>;
  /** All that people find of a subject: of one publication it is one. */
  shown: (subject: Subject) => Promise<Shown[]>;
  /** All that the platform keeps of it, also what nobody finds. */
  traces: (subject: Subject) => Promise<string[]>;
  /** Every how many calls something happens in the tests of "at any call": 1 where calls are few. */
  step: number;
  stop: () => Promise<void>;
};
