import * as z from 'zod';

/** `plan.json`, an interim file: how tasks share the encode of one picture. */
export const PartPlan = z.strictObject({
  version: z.literal(1),
  /**
   * For how many encoders side by side the picture was divided. Every run divides it again from
   * the same inputs; `frames` and the number of parts tell whether it came to the same.
   */
  encoders: z.int().positive(),
  frames: z.int().positive(),
  /** For each task, numbers of the parts that it makes. The first one makes the sound, too. */
  shares: z.array(z.array(z.int().nonnegative()).min(1)).min(2),
  /** How often tasks were asked to make them. */
  rounds: z.int().positive(),
  /** Why better methods than an encode were not good enough. */
  refused: z.array(z.string()),
});
export type PartPlan = z.infer<typeof PartPlan>;

/** `task-<n>.json`, an interim file: written when all files of a share are there. */
export const MadeShare = z.strictObject({
  version: z.literal(1),
  /** Whether something in the original could not be decoded. */
  damaged: z.boolean(),
  /** Of the sound, where this share has it and it was brought to a level. */
  loudness_lufs: z.number().nullable(),
  /** What its parts have in common with their neighbours; `begin` is a frame of the result. */
  seams: z.array(z.strictObject({ begin: z.int(), own: z.string(), next: z.string() })),
});
export type MadeShare = z.infer<typeof MadeShare>;
