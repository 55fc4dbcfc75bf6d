import * as z from 'zod';
import { KeptRange } from '../../documents/edit.contract.ts';
import type { Artifact } from '../../pipeline/artifact.ts';

/**
 * One change of an edit list by a person. Versions are only ever added, so a number never means
 * two things; an undo adds one as well.
 */
export const EditVersion = z.strictObject({
  version: z.literal(1),
  /** Counts changes, from 1; 0 is the automatic list, which no file stands for. */
  number: z.int().nonnegative(),
  /** The version that an undo goes back to; null where nothing is left to undo. */
  before: z.int().nonnegative().nullable(),
  /** What is left out, on the original's clock; null is the automatic list again. */
  cuts: z.array(KeptRange).nullable(),
  /** The picture of this list in storage; null where the automatic one's fits. */
  waveform_key: z.string().nullable(),
  /** Null for the automatic list. */
  made_at: z.iso.datetime().nullable(),
});
export type EditVersion = z.infer<typeof EditVersion>;

/** The list as `analyze` made it: below every change. */
export const AUTOMATIC: EditVersion = {
  version: 1,
  number: 0,
  before: null,
  cuts: null,
  waveform_key: null,
  made_at: null,
};

type Change = Pick<EditVersion, 'cuts' | 'waveform_key'> & { made_at: string };

/** The version after `head`. */
export const changedVersion = (head: EditVersion, change: Change): EditVersion => ({
  version: 1,
  number: head.number + 1,
  before: head.number,
  ...change,
});

/** The version after `head` that shows `earlier` again; the next undo goes on below that. */
export const undoneVersion = (
  head: EditVersion,
  earlier: EditVersion,
  made_at: string,
): EditVersion => ({ ...earlier, number: head.number + 1, made_at });

/** Artifacts of versions sort by this as text. */
export const versionVariant = (number: number) => String(number).padStart(6, '0');

/** The file of the newest change; undefined while nobody changed anything. */
export function newestChange<File extends Pick<Artifact, 'kind' | 'variant'>>(
  artifacts: readonly File[],
): File | undefined {
  const versions = artifacts.filter(({ kind }) => kind === 'manual_edit');
  return versions.reduce<File | undefined>(
    (newest, file) => (newest && newest.variant > file.variant ? newest : file),
    undefined,
  );
}
