import { type Clients, createClients } from '../clients.ts';
import type { Endpoints, Setting } from '../environment.ts';
import type { Functions } from '../lambda/functions.ts';
import type { Mapping } from '../sqs-poller/mapping.contract.ts';
import type { Iam } from './iam.ts';

type Needs = { iam: Iam; endpoints: Endpoints; setting: Setting };

/** What Lambda has to be allowed before it reads a queue for a function. */
const TO_POLL = ['sqs:ReceiveMessage', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes'];

/** Clients for what services of AWS do for the app: each with the keys that AWS would use. */
export function createClientsOf({ iam, endpoints, setting }: Needs) {
  const known = new Map<string, Clients>();
  const once = (who: string, keys: () => Setting['credentials']) => {
    const clients = known.get(who) ?? createClients(endpoints, { ...setting, credentials: keys() });
    known.set(who, clients);
    return clients;
  };
  return {
    /** Storage, which tells queues of what happened in a bucket. */
    bucket: (bucket: string) =>
      once(bucket, () =>
        iam.keysOfService({ service: 's3.amazonaws.com', sourceArn: `arn:aws:s3:::${bucket}` }),
      ),
    /** Who starts a container and gives it its secrets. */
    taskStarter: (role: string) =>
      once(role, () => iam.assume(role, { service: 'ecs-tasks.amazonaws.com' })),
    /** Lambda, which reads a queue for a function. @throws AccessDenied, as AWS refuses such a mapping. */
    poller: ({ functionArn, queueArn }: Mapping, functions: Functions) => {
      const role = functions.find(functionArn)?.spec.roleArn ?? '';
      for (const action of TO_POLL) iam.requireOfRole(role, { action, resource: queueArn });
      return once(role, () => iam.assume(role, { service: 'lambda.amazonaws.com' }));
    },
  };
}
