import { inSlices } from '../../kernel/in-slices.ts';
import type { ErasureCommands, UnfinishedErasures } from './ports.ts';

type Deps = { unfinished: UnfinishedErasures; erasureCommands: ErasureCommands };

/** Asks again for what waits for others, and for what a crash left without a message. */
export const sweepErasures =
  ({ unfinished, erasureCommands }: Deps) =>
  async () =>
    inSlices(await unfinished.list(), userId =>
      erasureCommands.send({ command: 'erase_account', userId }),
    );
