import { ERROR_NAMES, NO_MACHINE_ERRORS } from '../error-names.ts';
import { STAGE_ERRORS, StageError, type StageErrorCode } from './stage-error.ts';

/** Anything thrown inside a stage, as an error with a code. A bug counts as a failed engine. */
export function asStageError(error: unknown): StageError {
  if (error instanceof StageError) return error;
  const detail = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return new StageError(codeOf(error), { detail, cause: error });
}

/** A full disk comes first: it is full again after each retry, which would download all of it. */
function codeOf(error: unknown): StageErrorCode {
  if (isNoSpace(error)) return 'no_space';
  return isServiceError(error) ? 'storage_unavailable' : 'engine_failed';
}

const NO_SPACE: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT']);

/** What failed first may be wrapped by what failed because of it. */
function isNoSpace(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && NO_SPACE.has(error.code)) || isNoSpace(error.cause);
}

/** Errors of the AWS clients carry `$metadata`; lost connections carry a system code. */
function isServiceError(error: unknown) {
  return error instanceof Error && ('$metadata' in error || 'syscall' in error);
}

/** How an error travels through the state machine: its name, and its text as JSON. */
export function toMachineError(error: StageError) {
  return {
    name: nameOf(error),
    cause: JSON.stringify({ code: error.code, detail: error.detail?.slice(0, 2000) }),
  };
}

function nameOf({ code, transient }: StageError) {
  if (code === 'lost') return ERROR_NAMES.workerLost;
  if (code === 'no_machine') return ERROR_NAMES.noMachine;
  return transient ? ERROR_NAMES.transient : ERROR_NAMES.permanent;
}

/** Names that the services give to work that vanished. */
const LOST = /^(WorkerLost|States\.(HeartbeatTimeout|Timeout)|Runtime\.|Sandbox\.|Lambda\.|ECS)/;

/** The code of a failure as the state machine caught it, whatever threw it. */
export function fromMachineError({ Error: name, Cause: cause }: { Error: string; Cause?: string }) {
  const code = findCode(cause ?? '');
  if (code) return code;
  if (NO_MACHINE_ERRORS.includes(name)) return 'no_machine';
  return LOST.test(name) ? 'lost' : 'engine_failed';
}

/** Lambda wraps what was thrown into `errorMessage`, so the JSON may be nested in JSON. */
function findCode(text: string): StageErrorCode | undefined {
  const parsed = parseObject(text);
  if (!parsed) return undefined;
  if ('code' in parsed && isStageErrorCode(parsed.code)) return parsed.code;
  if ('errorMessage' in parsed && typeof parsed.errorMessage === 'string') {
    return findCode(parsed.errorMessage);
  }
  return undefined;
}

function parseObject(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' ? value : undefined;
  } catch {
    return undefined;
  }
}

const isStageErrorCode = (code: unknown): code is StageErrorCode =>
  typeof code === 'string' && Object.hasOwn(STAGE_ERRORS, code);
