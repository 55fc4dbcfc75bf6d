/** A refusal as the API words it: `{"error":{"message","type","param","code"}}`. */
export type Refusal = { status: number; code: string; message: string; param?: string };

export type Upload = { fileName: string; bytes: number; fields: ReadonlyMap<string, string[]> };

const bad = (message: string, param?: string, code = 'invalid_request_error'): Refusal => ({
  status: 400,
  code,
  message,
  ...(param && { param }),
});
const noModel = (model: string): Refusal => ({
  status: 404,
  code: 'model_not_found',
  message: `The model '${model}' does not exist or you do not have access to it.`,
});

const MAX_BYTES = 25 * 1024 * 1024;
const EXTENSION = /\.(flac|mp3|mp4|mpeg|mpga|m4a|ogg|wav|webm)$/;
const SPEECH_MODELS = /^(whisper-1|whisper-v3(-turbo)?|gpt-transcribe|gpt-4o(-mini)?-transcribe)$/;
const WITHOUT_TIMES = /^gpt-/;
const FORM_FIELDS = new Set([
  ...['model', 'language', 'prompt', 'response_format', 'temperature'],
  'timestamp_granularities[]',
]);

/** What `/audio/transcriptions` refuses. */
export function refuseUpload({ fileName, bytes, fields }: Upload): Refusal | undefined {
  const [model = ''] = fields.get('model') ?? [];
  const [format = 'json'] = fields.get('response_format') ?? [];
  const [language = 'en'] = fields.get('language') ?? [];
  const [temperature = '0'] = fields.get('temperature') ?? [];
  const unknown = [...fields.keys()].find(name => !FORM_FIELDS.has(name));
  if (unknown) return bad(`Unrecognized request argument: ${unknown}`, unknown);
  if (!SPEECH_MODELS.test(model)) return noModel(model);
  if (bytes > MAX_BYTES) {
    return {
      status: 413,
      code: 'invalid_request_error',
      message: 'Maximum content size limit exceeded',
    };
  }
  if (bytes === 0 || !EXTENSION.test(fileName)) return bad('Invalid file format.', 'file');
  if (format === 'verbose_json' && WITHOUT_TIMES.test(model)) {
    return bad(
      `response_format 'verbose_json' is not compatible with model '${model}'.`,
      'response_format',
      'unsupported_value',
    );
  }
  if (fields.has('timestamp_granularities[]') && format !== 'verbose_json') {
    return bad('timestamp_granularities needs verbose_json', 'timestamp_granularities');
  }
  if (!/^[a-z]{2}$/.test(language)) return bad('Language must be ISO-639-1.', 'language');
  return Number(temperature) <= 1 ? undefined : bad('temperature must be 0 to 1', 'temperature');
}

export type ChatBody = {
  model?: string;
  messages?: { role: string; content: string }[];
  response_format?: {
    type: string;
    json_schema?: { name?: string; strict?: boolean; schema?: unknown };
  };
} & Record<string, unknown>;

export type Style = 'openai' | 'deepseek';

const CHAT_MODELS = {
  openai: /^(gpt-5(-mini)?|gpt-4o(-mini)?)$/,
  // The aliases deepseek-chat and deepseek-reasoner are retired.
  deepseek: /^deepseek-v4-(flash|pro)$/,
};
const REASONS = /^gpt-5/;

/** What `/chat/completions` refuses. */
export function refuseChat(body: ChatBody, style: Style): Refusal | undefined {
  const { model = '', messages = [], response_format: format } = body;
  if (!CHAT_MODELS[style].test(model)) return noModel(model);
  if (messages.length === 0) return bad('messages is empty', 'messages');
  if (style === 'openai' && REASONS.test(model)) {
    if ('max_tokens' in body)
      return bad("Use 'max_completion_tokens' instead.", 'max_tokens', 'unsupported_parameter');
    if (body.temperature !== undefined && body.temperature !== 1)
      return bad('Only the default temperature.', 'temperature', 'unsupported_value');
  }
  if (format?.type === 'json_object' && !messages.some(({ content }) => /json/i.test(content))) {
    return bad("'messages' must contain the word 'json' in some form.", 'messages');
  }
  if (format?.type !== 'json_schema') return undefined;
  if (style === 'deepseek') return bad('This response_format type is unavailable now');
  return refuseSchema(format.json_schema ?? {});
}

function refuseSchema({
  name = '',
  strict,
  schema,
}: {
  name?: string;
  strict?: boolean;
  schema?: unknown;
}) {
  if (!/^[\w-]{1,64}$/.test(name)) return bad('Invalid name', 'response_format.json_schema.name');
  const fault = strict ? strictFault(schema) : undefined;
  return fault ? bad(`Invalid schema for response_format: ${fault}`, 'response_format') : undefined;
}

/** Strict schemas close every object and require every property. */
function strictFault(schema: unknown): string | undefined {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const { type, properties, required, additionalProperties } = schema as Record<string, unknown>;
  if (type === 'object') {
    if (additionalProperties !== false) return "'additionalProperties' is required to be false";
    const names = Object.keys(properties ?? {})
      .sort()
      .join();
    if (!Array.isArray(required) || required.toSorted().join() !== names)
      return "'required' must list all properties";
  }
  for (const part of Object.values(schema)) {
    const fault = strictFault(part);
    if (fault) return fault;
  }
  return undefined;
}
