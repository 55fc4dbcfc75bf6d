import type { Refusal, Upload } from './openai-rules.ts';

/** The hosts for direct calls, and the one for batches. */
export type Host = 'audio-prod' | 'audio-turbo' | 'audio-batch';

const MODELS: Readonly<Record<string, string>> = {
  'audio-prod': 'whisper-v3',
  'audio-turbo': 'whisper-v3-turbo',
};
const FIELDS = new Set([
  ...['model', 'language', 'prompt', 'temperature', 'response_format'],
  ...['timestamp_granularities', 'timestamp_granularities[]', 'diarize'],
  ...['min_speakers', 'max_speakers', 'vad_model', 'alignment_model', 'preprocessing'],
]);
const FORMATS = ['json', 'text', 'srt', 'verbose_json', 'vtt'];

const bad = (message: string, status = 400): Refusal => ({
  status,
  code: 'invalid_request',
  message,
});

/** What a form asks for. */
type Wanted = { format: string; granularities: string[]; diarize: boolean };

/** What `/audio/transcriptions` of a host refuses; jobs name their model's host themselves. */
export function refuseForm(
  upload: Upload,
  { host, endpointId, maxBytes }: { host: Host; endpointId: string | null; maxBytes: number },
): Refusal | undefined {
  const { fields, bytes } = upload;
  if (host === 'audio-batch' && !endpointId) return bad('endpoint_id is required', 422);
  const served = MODELS[(host === 'audio-batch' ? endpointId : host) ?? ''];
  if (!served) return bad(`unknown endpoint_id ${endpointId}`, 404);
  const [model = 'whisper-v3'] = fields.get('model') ?? [];
  if (model !== served) return bad(`model ${model} is not served here, ${served} is`, 404);
  if (bytes > maxBytes) return bad('file too large', 413);
  if (bytes === 0) return bad('file is required', 422);
  const unknown = [...fields.keys()].find(name => !FIELDS.has(name));
  if (unknown) return bad(`unknown field ${unknown}`, 422);
  return refuseWish(wantedOf(fields)) ?? refuseValues(fields);
}

function wantedOf(fields: Upload['fields']): Wanted {
  const [format = 'json'] = fields.get('response_format') ?? [];
  const named = fields.get('timestamp_granularities')?.flatMap(list => list.split(','));
  const granularities = named ?? fields.get('timestamp_granularities[]') ?? [];
  return { format, granularities, diarize: fields.get('diarize')?.[0] === 'true' };
}

function refuseWish({ format, granularities, diarize }: Wanted) {
  if (!FORMATS.includes(format)) return bad(`unknown response_format ${format}`, 422);
  if (granularities.some(name => name !== 'word' && name !== 'segment'))
    return bad('timestamp_granularities are word and segment', 422);
  if (granularities.length > 0 && format !== 'verbose_json')
    return bad('timestamp_granularities need verbose_json');
  if (diarize && (format !== 'verbose_json' || !granularities.includes('word')))
    return bad('diarize needs verbose_json and word granularity');
  return undefined;
}

function refuseValues(fields: Upload['fields']) {
  const [temperature = '0'] = fields.get('temperature') ?? [];
  const [language = 'en'] = fields.get('language') ?? [];
  const speakers = fields.has('min_speakers') || fields.has('max_speakers');
  if (speakers && fields.get('diarize')?.[0] !== 'true') return bad('speakers need diarize');
  if (!/^[a-z]{2,3}$/.test(language)) return bad('language is no code', 422);
  return /^[\d.]+(,[\d.]+)*$/.test(temperature) ? undefined : bad('temperature is no number', 422);
}
