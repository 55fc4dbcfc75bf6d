import { openAsBlob } from 'node:fs';
import { APIError } from 'openai';
import * as z from 'zod';
import { StageError } from '../../../pipeline/stages/stage-error.ts';
import type { BatchService, JobId, JobState } from '../../../speech/batch/ports.ts';
import type { SpeechRequest } from '../../../speech/ports.ts';
import { type CallOptions, callProvider } from '../../openai/call-provider.ts';
import { openAiClient } from '../../openai/client.ts';
import { judge } from '../../openai/provider-error.ts';
import type { SpeechSettings } from '../../provider-settings.ts';
import { endpointOf } from './fireworks-settings.ts';

type Settings = SpeechSettings & { retry?: Omit<CallOptions, 'signal'> };

/** The provider takes 1 GB; this much, three hours of speech, fits a function's disk and time. */
const MAX_FILE_BYTES = 200 * 1000 * 1000;
/** A lost answer may have been a job: trying again is paid for again. */
const SUBMIT_TRIES = 3;
const ASK_TIMEOUT_MS = 60_000;

const Submitted = z.object({ batch_id: z.string().min(1), account_id: z.string().min(1) });
const Status = z.object({
  status: z.string(),
  message: z.string().nullish().catch(undefined),
  content_type: z.string().nullish(),
  body: z.unknown(),
});

/** Fireworks' jobs: the form of their direct calls, sent to one host for all models. */
export function fireworksBatch({ price, retry, ...access }: Settings): BatchService {
  const client = openAiClient(access);
  const query = { endpoint_id: endpointOf(access.model) };

  return {
    model: access.model,
    price,
    maxFileBytes: MAX_FILE_BYTES,
    submit: async (file, request, signal): Promise<JobId> => {
      const send = async (): Promise<unknown> => {
        const body = await formOf(file, access.model, request);
        return client.post('/audio/transcriptions', { body, query, signal });
      };
      return jobIdOf(await callProvider(send, { tries: SUBMIT_TRIES, ...retry, signal }));
    },
    ask: async ({ batchId, accountId }, signal): Promise<JobState> => {
      const [account, job] = [encodeURIComponent(accountId), encodeURIComponent(batchId)];
      const path = `/accounts/${account}/batch_job/${job}`;
      try {
        return stateOf(Status.parse(await client.get(path, { signal, timeout: ASK_TIMEOUT_MS })));
      } catch (thrown) {
        signal.throwIfAborted();
        return stateAfter(thrown);
      }
    },
  };
}

/** Nothing that would be tried again: the job may exist, and is paid for. */
function jobIdOf(answer: unknown): JobId {
  const { data, error } = Submitted.safeParse(answer);
  if (!data) throw new StageError('invalid_answer', { detail: 'no job in it', cause: error });
  return { batchId: data.batch_id, accountId: data.account_id };
}

async function formOf(
  { path, name }: { path: string; name: string },
  model: string,
  { language, prompt }: SpeechRequest,
) {
  const form = new FormData();
  form.set('file', await openAsBlob(path, { type: 'audio/flac' }), name);
  form.set('model', model);
  form.set('response_format', 'verbose_json');
  form.set('timestamp_granularities', 'word,segment');
  form.set('temperature', JSON.stringify(0));
  if (language !== 'auto') form.set('language', language);
  if (prompt) form.set('prompt', prompt);
  return form;
}

/** Jobs that fail are "completed" by what is known; should one be called otherwise, it is over, too. */
const OVER = /^(completed|failed|error|cancell?ed|expired)$/i;

function stateOf({ status, message, content_type, body }: z.infer<typeof Status>): JobState {
  if (!OVER.test(status)) return { status: 'processing' };
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? message ?? status);
  return { status: 'completed', contentType: content_type ?? '', body: text };
}

/** Trouble of the provider is one more wait; of the key or the balance it is the end. */
function stateAfter(thrown: unknown): JobState {
  if (thrown instanceof APIError && (thrown.status === 403 || thrown.status === 404)) {
    return { status: 'gone', reason: thrown.message };
  }
  const { error, isPassing, waitSeconds } = judge(thrown, Date.now());
  if (!isPassing) throw error;
  return { status: 'processing', waitSeconds };
}
