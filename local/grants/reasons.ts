import type { Grant } from '../cloud/iam/grants.ts';

/** Why a grant stays that no test uses. */
export type Reason = { who: RegExp; action: RegExp; because: string };

export const REASONS: readonly Reason[] = [
  {
    who: /./,
    action: /^(logs|xray|ecr):/,
    because: 'Logs, traces and the image: services that the local cloud does not have.',
  },
  {
    who: /./,
    action: /^s3:AbortMultipartUpload$/,
    because: 'Gives up the parts of an upload that failed half-way.',
  },
];

export const reasonFor = ({ who, action }: Grant) =>
  REASONS.find(reason => reason.who.test(who) && reason.action.test(action))?.because;
