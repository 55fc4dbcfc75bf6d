import { z } from 'zod';
import type { HistoryRow } from './store.ts';

const Details = z.record(z.string(), z.unknown());

/** A row of the history as `GetExecutionHistory` answers it. */
export function toHistoryEvent({ id, at, type, details }: HistoryRow) {
  const known = Details.parse(JSON.parse(details));
  const event = { id, previousEventId: id - 1, timestamp: at / 1000, type };
  if (type.endsWith('StateEntered')) {
    const { name, data } = known;
    return { ...event, stateEnteredEventDetails: { name, input: data } };
  }
  if (type.endsWith('StateExited')) {
    const { name, data } = known;
    return { ...event, stateExitedEventDetails: { name, output: data } };
  }
  // `TaskFailed` → `taskFailedEventDetails`
  return { ...event, [`${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`]: known };
}
