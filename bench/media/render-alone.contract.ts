import { z } from 'zod';
import { EditList } from '../../src/documents/edit.contract.ts';

export const RenderAlone = z.strictObject({
  input: z.string(),
  output: z.string(),
  /** For scratch files. */
  folder: z.string(),
  edit: EditList,
  equalChannels: z.boolean(),
});
export type RenderAlone = z.infer<typeof RenderAlone>;

export const RenderAnswer = z.object({
  /** Of the stage, without the start of its process. */
  seconds: z.number(),
  facts: z.object({ method: z.string() }),
});
