import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type Host, refuseForm } from './fireworks-rules.ts';
import { type Fault, readUpload, send } from './openai.ts';
import type { Refusal, Upload } from './openai-rules.ts';

export const API_KEY = 'fw-test';
export const ACCOUNT = 'castline-test';

/** What a completed job answers, where it is not the usual `verbose_json`. */
export type Outcome = { content_type?: string; body: string };

type Job = { id: string; upload: Upload; looks: number; outcome: Outcome | undefined };

type Options = {
  host?: Host;
  /** The `verbose_json` of a file. */
  transcribe?: (upload: Upload) => unknown;
  /** A gigabyte, unless told. */
  maxBytes?: number;
  /** How often a job is `processing` before it is done. */
  looks?: number;
};

/** A strict stand-in for one of Fireworks' audio hosts: refuses what they refuse. */
export async function startFireworks(options: Options = {}) {
  const { host = 'audio-batch', transcribe = () => ({ text: '' }), maxBytes = 1e9 } = options;
  const settings = { looks: options.looks ?? 0 };
  const faults: Fault[] = [];
  const outcomes: Outcome[] = [];
  const jobs: Job[] = [];
  const calls: string[] = [];

  const server = createServer((request, response) => {
    answer(request, response).catch(error => send(response, 500, String(error)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url ?? '', 'http://fake');
    calls.push(`${request.method} ${url.pathname}${url.search}`);
    const isSubmit = request.method === 'POST' && url.pathname === '/v1/audio/transcriptions';
    const upload = isSubmit ? await readUpload(request) : undefined;
    const fault = faults.shift();
    if (fault?.hangUp) return request.socket.destroy();
    if (fault?.silent) return;
    if (fault) return send(response, fault.status ?? 200, fault.body, fault.headers);
    const [, key] = /^(?:Bearer )?(.+)$/.exec(request.headers.authorization ?? '') ?? [];
    if (key !== API_KEY) return refuse(response, { status: 401, message: 'wrong API key' });
    return upload ? submit(response, upload, url) : look(response, url);
  }

  function submit(response: ServerResponse, upload: Upload, url: URL) {
    const endpointId = url.searchParams.get('endpoint_id');
    const refusal = refuseForm(upload, { host, endpointId, maxBytes });
    if (refusal) return refuse(response, refusal);
    if (host !== 'audio-batch') return send(response, 200, transcribe(upload));
    const id = `batch-${jobs.length + 1}`;
    jobs.push({ id, upload, looks: 0, outcome: outcomes.shift() });
    const told = { status: 'submitted', batch_id: id, account_id: ACCOUNT };
    return send(response, 200, { ...told, endpoint_id: endpointId, message: 'queued' });
  }

  function look(response: ServerResponse, url: URL) {
    const [, account, id] =
      /^\/v1\/accounts\/([^/]+)\/batch_job\/([^/]+)$/.exec(url.pathname) ?? [];
    const job = jobs.find(candidate => candidate.id === id);
    if (account !== ACCOUNT) return refuse(response, { status: 403, message: 'not your account' });
    if (!job) return refuse(response, { status: 404, message: 'no such batch' });
    job.looks += 1;
    if (job.looks <= settings.looks) {
      return send(response, 200, { status: 'processing', batch_id: id, message: 'in progress' });
    }
    const body = job.outcome?.body ?? JSON.stringify(transcribe(job.upload));
    const content_type = job.outcome?.content_type ?? 'application/json';
    return send(response, 200, {
      status: 'completed',
      batch_id: id,
      message: null,
      content_type,
      body,
    });
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    /** All that was submitted and accepted. */
    jobs,
    calls,
    settings,
    /** The next requests, in order, are answered so. */
    inject: (...next: Fault[]) => faults.push(...next),
    /** The next jobs, in order, end so. */
    end: (...next: Outcome[]) => outcomes.push(...next),
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}
export type FakeFireworks = Awaited<ReturnType<typeof startFireworks>>;

const refuse = (
  response: ServerResponse,
  { status, message }: Pick<Refusal, 'status' | 'message'>,
) =>
  send(response, status, {
    error: { object: 'error', type: 'invalid_request_error', code: 'invalid_request', message },
  });
