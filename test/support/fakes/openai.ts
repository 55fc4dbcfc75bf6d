import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import busboy from 'busboy';
import {
  type ChatBody,
  type Refusal,
  refuseChat,
  refuseUpload,
  type Style,
  type Upload,
} from './openai-rules.ts';

/** One answer instead of the usual one. */
export type Fault = {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as it is if it is text. */
  body?: unknown;
  /** Cut the connection instead. */
  hangUp?: true;
  /** Say nothing until the client gives up. */
  silent?: true;
};

type Options = {
  style?: Style;
  /** The `verbose_json` for a clip. */
  transcribe?: (upload: Upload) => unknown;
  /** The text of an answer. */
  chat?: (body: ChatBody) => string;
};

export const API_KEY = 'sk-test';

/** A strict stand-in for OpenAI's API, and for DeepSeek's: refuses what they refuse. */
export async function startOpenAi({ style = 'openai', transcribe, chat }: Options = {}) {
  const faults: Fault[] = [];
  const uploads: Upload[] = [];
  const chats: ChatBody[] = [];
  const server = createServer((request, response) => {
    answer(request, response).catch(error => send(response, 500, String(error)));
  });

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const isUpload = request.url?.endsWith('/audio/transcriptions');
    const reply = isUpload ? await transcribing(request) : await chatting(request);
    if (request.headers.authorization !== `Bearer ${API_KEY}`) {
      return send(response, 401, refusalBody(WRONG_KEY));
    }
    const fault = faults.shift();
    if (fault?.hangUp) return request.socket.destroy();
    if (fault?.silent) return;
    if (fault) return send(response, fault.status ?? 200, fault.body, fault.headers);
    if (reply.refusal) return send(response, reply.refusal.status, refusalBody(reply.refusal));
    return send(response, 200, reply.body(), {}, style === 'deepseek');
  }

  async function transcribing(request: IncomingMessage): Promise<Reply> {
    const upload = await readUpload(request);
    uploads.push(upload);
    return { refusal: refuseUpload(upload), body: () => transcribe?.(upload) ?? { text: '' } };
  }

  async function chatting(request: IncomingMessage): Promise<Reply> {
    const body: ChatBody = JSON.parse((await text(request)) || '{}');
    chats.push(body);
    return {
      refusal: refuseChat(body, style),
      body: () => choice('stop', chat?.(body) ?? '{}').body,
    };
  }

  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    baseUrl: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/v1`,
    uploads,
    chats,
    /** The next requests, in order, are answered so. */
    inject: (...next: Fault[]) => faults.push(...next),
    stop: () => {
      server.closeAllConnections();
      return new Promise(resolve => server.close(resolve));
    },
  };
}

/** `rate_limit_exceeded` passes, `insufficient_quota` does not: both are 429. */
export const failure = (status: number, code: string, headers = {}): Fault => ({
  status,
  headers,
  body: { error: { message: `${code}.`, type: code, param: null, code } },
});

/** An answer of the chat that is not a plain stop. */
export const choice = (
  finish_reason: string,
  content: string | null,
  refusal: string | null = null,
): Fault => ({
  body: {
    choices: [{ index: 0, finish_reason, message: { role: 'assistant', content, refusal } }],
  },
});

type Reply = { refusal: Refusal | undefined; body: () => unknown };

const WRONG_KEY = { status: 401, code: 'invalid_api_key', message: 'Incorrect API key provided.' };

const refusalBody = ({ code, message, param }: Refusal) => ({
  error: { message, type: code, param: param ?? null, code },
});

/** Under load DeepSeek keeps the connection open with blank lines. */
export function send(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers = {},
  isSlow = false,
) {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  if (isSlow) response.write('\n\n\n');
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

export function readUpload(request: IncomingMessage) {
  return new Promise<Upload>((resolve, reject) => {
    const fields = new Map<string, string[]>();
    let [fileName, bytes] = ['', 0];
    const form = busboy({ headers: request.headers });
    form.on('field', (name, value) => fields.set(name, [...(fields.get(name) ?? []), value]));
    form.on('file', (_name, file, info) => {
      fileName = info.filename ?? '';
      file.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
    });
    form.once('close', () => resolve({ fileName, bytes, fields }));
    form.once('error', reject);
    request.pipe(form);
  });
}
