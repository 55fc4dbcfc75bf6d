/** An event on the default bus of EventBridge. */
export type CloudEvent = {
  version: '0';
  id: string;
  'detail-type': string;
  source: string;
  account: string;
  /** ISO 8601 UTC. */
  time: string;
  region: string;
  resources: string[];
  detail: Record<string, unknown>;
};
