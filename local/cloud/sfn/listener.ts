import type { Authority } from '../../emulators/iam/authority.ts';
import { awsJson } from '../../emulators/wire/aws-json.ts';
import { WireError } from '../../emulators/wire/wire-error.ts';
import { sfnAccess } from './access.ts';
import { type SfnParts, sfnActions } from './actions.ts';
import { SFN_OPERATIONS } from './operations.ts';

/** Step Functions on the wire. */
export const sfnListener = (parts: SfnParts, authority: Authority) =>
  awsJson({
    target: 'AWSStepFunctions',
    version: '1.0',
    errorPrefix: 'com.amazonaws.stepfunctions#',
    operations: SFN_OPERATIONS,
    actions: sfnActions(parts),
    authority,
    access: sfnAccess(parts.tokens),
    invalid: message => new WireError('ValidationException', message),
  });
