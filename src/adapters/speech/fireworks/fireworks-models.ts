/** Each model has a host for direct calls, and an id of the same name in batches. */
const ENDPOINTS: Readonly<Record<string, string>> = {
  'whisper-v3': 'audio-prod',
  'whisper-v3-turbo': 'audio-turbo',
};
const BATCH_HOST = 'audio-batch';

/** Throws for a model that takes no jobs. */
export function endpointOf(model: string): string {
  const endpoint = ENDPOINTS[model];
  if (endpoint) return endpoint;
  const known = Object.keys(ENDPOINTS).join(' or ');
  throw new Error(`SPEECH_BATCH_MODEL is ${model}, but batches need ${known}.`);
}

/** Which of Fireworks' audio hosts an address leads to; undefined for any other server. */
const audioHost = (baseUrl: string) =>
  /^(audio-[a-z]+)\..*\bfireworks\.ai$/.exec(new URL(baseUrl).hostname)?.[1];

/** Throws where a host does not serve the model, or takes no direct calls. */
export function checkDirectHost(baseUrl: string, model: string) {
  const host = audioHost(baseUrl);
  if (!host || ENDPOINTS[model] === host) return;
  const hint =
    host === BATCH_HOST
      ? 'takes batches alone: set it as SPEECH_BATCH_BASE_URL'
      : `does not serve ${model}: set SPEECH_MODEL to what it serves`;
  throw new Error(`SPEECH_BASE_URL (${host}) ${hint}.`);
}

/** Throws for a model or a host that takes no batches. */
export function checkBatch(baseUrl: string, model: string) {
  endpointOf(model);
  const host = audioHost(baseUrl);
  if (!host || host === BATCH_HOST) return;
  throw new Error(
    `SPEECH_BATCH_BASE_URL (${host}) takes direct calls alone; ${BATCH_HOST} is needed.`,
  );
}
