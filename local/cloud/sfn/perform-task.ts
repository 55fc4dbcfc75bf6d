import { TOKEN_PLACEHOLDER } from './definition.ts';
import type { TaskCall } from './interpreter.ts';
import { Json } from './json.ts';
import { findService, type Services } from './task-resources.ts';
import type { TokenDesk } from './tokens.ts';

/** The engine raises the time-out; what is left of the attempt is cleared a moment later. */
const AFTER_TIMEOUT_MS = 50;

export type Performer = {
  services: Services;
  tokens: TokenDesk;
  executionArn: string;
  roleArn: string;
  record: (type: string, details: object) => void;
};

/** Does the work of one attempt of a task state. */
export async function performTask(call: TaskCall, performer: Performer): Promise<Json> {
  const { resource, timeoutSeconds } = call;
  const over = new AbortController();
  const timer = setTimeout(() => over.abort(), timeoutSeconds * 1000 + AFTER_TIMEOUT_MS);
  const signal = AbortSignal.any([call.signal, over.signal]);
  const told = { resourceType: resource.split(':').at(-2), resource: resource.split(':').at(-1) };
  const parameters = JSON.stringify(call.parameters);
  performer.record('TaskScheduled', { ...told, parameters, region: 'local' });
  try {
    const output = await attempt({ ...call, signal }, performer);
    performer.record('TaskSucceeded', { ...told, output: JSON.stringify(output) });
    return output;
  } catch (error) {
    if (error instanceof Error && !signal.aborted) {
      performer.record('TaskFailed', { ...told, error: error.name, cause: error.message });
    }
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function attempt(call: TaskCall, performer: Performer) {
  const { services, tokens, executionArn, roleArn } = performer;
  const { parameters, signal, heartbeatSeconds } = call;
  const { service, pattern } = findService(call.resource);
  if (pattern !== 'waitForTaskToken')
    return service({ parameters, pattern, roleArn, signal }, services);
  const { token, answer, close } = tokens.open({ executionArn, heartbeatSeconds, signal });
  try {
    const order = { parameters: withToken(parameters, token), pattern, roleArn, signal };
    await service(order, services);
    return await answer;
  } catch (error) {
    close();
    throw error;
  }
}

/** The token may stand inside longer texts too, made by `States.Format`. */
function withToken(parameters: Json, token: string): Json {
  const placeholder = JSON.stringify(TOKEN_PLACEHOLDER).slice(1, -1);
  const escapedTwice = JSON.stringify(placeholder).slice(1, -1);
  const text = JSON.stringify(parameters);
  return Json.parse(
    JSON.parse(text.replaceAll(escapedTwice, token).replaceAll(placeholder, token)),
  );
}
