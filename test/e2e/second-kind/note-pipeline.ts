import { z } from 'zod';
import type { Pipeline, StageRow } from '../../../src/pipeline/pipeline.ts';
import type { Stage, StageWork } from '../../../src/pipeline/stages/stage.ts';
import { StageError } from '../../../src/pipeline/stages/stage-error.ts';

/** A kind that the product does not have: a note is drafted, then polished. */
export const NOTE = 'note';

const NoteConfig = z.strictObject({
  draft: z
    .strictObject({ text: z.string().default('words'), waits: z.boolean().default(false) })
    .prefault({}),
  polish: z
    .strictObject({ shout: z.boolean().default(false), fails: z.boolean().default(false) })
    .prefault({}),
});
type NoteConfig = z.infer<typeof NoteConfig>;
type NoteFile = 'draft' | 'polished';
type NoteWork = StageWork<NoteConfig, NoteFile>;

const ROWS = [
  {
    name: 'draft',
    engine: 'draft-1',
    runsIn: 'function',
    family: 'note',
    reads: [],
    makes: ['draft'],
    settings: ['draft'],
    status: 'DRAFTING',
    weight: 1,
  },
  {
    name: 'polish',
    engine: 'polish-1',
    runsIn: 'function',
    family: 'note',
    reads: ['draft'],
    makes: ['polished'],
    settings: ['polish'],
    status: 'POLISHING',
    weight: 1,
  },
] as const satisfies readonly StageRow<NoteConfig, NoteFile>[];

export const notePipeline: Pipeline = {
  kind: NOTE,
  stages: ROWS,
  order: ['draft', 'polish'],
  statuses: {
    transitions: {
      EMPTY: ['DRAFTING', 'BROKEN'],
      DRAFTING: ['POLISHING', 'EMPTY', 'BROKEN'],
      POLISHING: ['DONE', 'EMPTY', 'BROKEN'],
      DONE: ['DRAFTING', 'EMPTY'],
      BROKEN: ['DRAFTING', 'EMPTY'],
    },
    start: 'EMPTY',
    done: 'DONE',
    failed: 'BROKEN',
    processable: ['EMPTY', 'DONE', 'BROKEN'],
  },
  config: overrides => NoteConfig.parse(overrides ?? {}),
};

const TYPE = { contentType: 'text/plain', variant: '' };

const draft = async (work: NoteWork) => {
  while (work.config.draft.waits) {
    work.progress(10);
    work.signal.throwIfAborted();
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  await work.save({ kind: 'draft', fileName: 'draft.txt', body: work.config.draft.text, ...TYPE });
  return {};
};

const polish = async (work: NoteWork) => {
  if (work.config.polish.fails) throw new StageError('unreadable_media');
  const [file] = work.artifacts;
  if (!file) throw new StageError('missing_input');
  const text = new TextDecoder().decode(await work.readBytes(file));
  const body = work.config.polish.shout ? text.toUpperCase() : text;
  await work.save({ kind: 'polished', fileName: 'polished.txt', body, ...TYPE });
  return {};
};

/** What does the work of each row. */
export const noteStages: Record<(typeof ROWS)[number]['name'], Stage> = { draft, polish };
