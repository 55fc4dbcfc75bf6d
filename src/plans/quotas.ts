import type { Clock } from '../kernel/clock.ts';
import { AppError } from '../kernel/errors.ts';
import type { WorkspaceId } from '../kernel/ids.ts';
import type { Charge, Quotas } from '../pipeline/ports.ts';
import { overQuota } from './over-quota.ts';
import { endOfPeriod, periodOf } from './period.ts';
import { GIGABYTE } from './plans.ts';
import type { Subscriptions, UsageRows } from './ports.ts';
import { effective } from './subscription.ts';

type Deps = { subscriptions: Pick<Subscriptions, 'find'>; clock: Clock };

/** A kind of subject is metered where a capability has its name in the plural. */
const METERED = { recording: 'recordings' } as const;
const isMetered = (kind: string): kind is keyof typeof METERED => Object.hasOwn(METERED, kind);

/** What a run over a subject counts for: once in a period, whatever is done to it again. */
export const planQuotas = ({ subscriptions, clock }: Deps): Quotas => ({
  async priorityOf(workspaceId, asked) {
    const key = { workspaceId, capability: 'recordings' } as const;
    const { highestPriority, name } = effective(await subscriptions.find(key), clock());
    if (asked <= highestPriority) return asked;
    throw new AppError('invalid_request', 'The plan does not allow this priority.', {
      errors: [{ path: 'priority', message: `Must be ${highestPriority} at most, on ${name}.` }],
    });
  },
  async chargeOf({ workspaceId, kind }): Promise<Charge | undefined> {
    if (!isMetered(kind)) return undefined;
    const capability = METERED[kind];
    const now = clock();
    const plan = effective(await subscriptions.find({ workspaceId, capability }), now);
    const period = periodOf(now);
    const limit = plan.recordingsPerMonth;
    const { name, overage } = plan;
    const what = `${capability} a month${overage ? ' and the most that more may cost' : ''}`;
    const resetsAt = endOfPeriod(period);
    return {
      ...{ capability, period, limit, overage },
      plan: name,
      refusal: used => overQuota({ what, used, limit: limit ?? used, resetsAt, plan: name }),
    };
  },
});

/** How many bytes a workspace may keep, and what to say to whoever wants more. */
export type Room = { bytes: number | null; refusal: () => Promise<Error> };
export type FindRoom = (workspaceId: WorkspaceId) => Promise<Room>;

/** How much the plan lets a workspace keep. */
export const storageRoom =
  ({ subscriptions, usage, clock }: Deps & { usage: Pick<UsageRows, 'storedBytes'> }): FindRoom =>
  async workspaceId => {
    const key = { workspaceId, capability: 'recordings' } as const;
    const { storageGigabytes, name: plan } = effective(await subscriptions.find(key), clock());
    const bytes = storageGigabytes === null ? null : storageGigabytes * GIGABYTE;
    const said = { what: 'bytes of storage', resetsAt: null, plan };
    return {
      bytes,
      async refusal() {
        const used = await usage.storedBytes(workspaceId);
        return overQuota({ ...said, used, limit: bytes ?? used });
      },
    };
  };
