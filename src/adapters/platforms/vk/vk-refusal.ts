import * as z from 'zod';

/**
 * What to do after an error. `renew`: with a new token. `reconnect`: a person must allow it anew.
 * `person`: what a person alone can do on VK. `again`: in a moment. `later`: after minutes or hours.
 * `tomorrow`: a limit of the day. `wrong_token`: the kind of token has no right to it. `gone`: what
 * was named is not there. `done`: it was there before. `upload`: with a new address. `operator`: the
 * app is set up wrongly. `fix`: never as it is.
 */
export type VkRefusalKind =
  | 'renew'
  | 'reconnect'
  | 'person'
  | 'again'
  | 'later'
  | 'tomorrow'
  | 'wrong_token'
  | 'gone'
  | 'done'
  | 'upload'
  | 'operator'
  | 'fix';

/** Codes of the API's errors; all others are `fix`. */
const CODES: readonly (readonly [VkRefusalKind, readonly number[]])[] = [
  ['again', [1, 6, 10, 36]],
  ['renew', [5, 1117]],
  ['reconnect', [17, 3301, 3302, 3303, 3304, 3609]],
  ['person', [14, 24, 703, 704, 3300]],
  ['later', [9]],
  ['tomorrow', [29, 214, 601]],
  ['wrong_token', [27, 28, 1051, 1114, 1116]],
  ['gone', [104]],
  ['done', [800]],
  ['upload', [22, 105]],
  ['operator', [2, 4, 23, 38, 42, 43]],
];
const KIND_OF = new Map(CODES.flatMap(([kind, codes]) => codes.map(code => [code, kind] as const)));

/** Errors come with status 200. Whatever it repeats of the request is left where it is. */
export const VkProblem = z.object({
  error: z.object({ error_code: z.int(), error_msg: z.string().default('') }),
});

/** VK said no. */
export class VkRefusal extends Error {
  readonly code: number;
  readonly kind: VkRefusalKind;

  constructor(code: number, message: string) {
    super(message || `error ${code}`);
    this.name = 'VkRefusal';
    this.code = code;
    this.kind = KIND_OF.get(code) ?? 'fix';
  }
}
