/** Why a run failed: the stage, a code for programs and a sentence for people. */
export type Failure = { stage: string; code: string; reason: string };
