import { AccessDenied } from '../../emulators/iam/authority.ts';
import type { Iam } from './iam.ts';

const invoke = (functionArn: string) => ({
  action: 'lambda:InvokeFunction',
  resource: functionArn,
});

/** Whether what calls functions may: each by the policy of the function, or by its own role. */
export function permits(iam: Iam) {
  const isAllowed = (require: () => void) => {
    try {
      require();
      return true;
    } catch (error) {
      if (error instanceof AccessDenied) return false;
      throw error;
    }
  };
  return {
    /** A rule of EventBridge. */
    mayInvoke: (sourceArn: string, functionArn: string) =>
      isAllowed(() =>
        iam.requireOfService({ service: 'events.amazonaws.com', sourceArn }, invoke(functionArn)),
      ),
    /** A route or an authorizer of the HTTP API. */
    mayCall: (sourceArn: string, functionArn: string) =>
      isAllowed(() =>
        iam.requireOfService(
          { service: 'apigateway.amazonaws.com', sourceArn },
          invoke(functionArn),
        ),
      ),
    /** A schedule, by its role. @throws AccessDenied */
    requireSchedule: (roleArn: string, functionArn: string) => {
      if (roleArn.startsWith('arn:aws:events:')) {
        const caller = { service: 'events.amazonaws.com', sourceArn: roleArn };
        return iam.requireOfService(caller, invoke(functionArn));
      }
      iam.requireOfRole(roleArn, invoke(functionArn));
    },
  };
}

export type Permits = ReturnType<typeof permits>;
