import { StageError, type StageErrorCode } from '../../../pipeline/stages/stage-error.ts';
import { type RefusalKind, YouTubeRefusal } from './refusal.ts';

const CODES: Readonly<Record<RefusalKind, StageErrorCode>> = {
  renew: 'account_refused',
  reconnect: 'account_refused',
  quota: 'platform_quota',
  tomorrow: 'platform_quota',
  again: 'platform_unavailable',
  gone: 'platform_refused',
  done: 'platform_refused',
  operator: 'platform_app_refused',
  fix: 'platform_refused',
};

/** What YouTube said, as the reason of a stage that failed. */
export function asPublishError(error: unknown): never {
  if (!(error instanceof YouTubeRefusal)) throw error;
  const { kind, reason, status, message } = error;
  const detail = `YouTube: ${status} ${reason} ${message}`;
  throw new StageError(CODES[kind], { detail, cause: error });
}
