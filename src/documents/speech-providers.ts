/**
 * Who can transcribe, in the order in which `auto` takes the first that is there. The config, the
 * transcript, the choice and the operator's settings know providers by this list alone.
 */
export const SPEECH_PROVIDERS = ['imported', 'openai', 'fireworks-batch', 'offline'] as const;
export type SpeechProvider = (typeof SPEECH_PROVIDERS)[number];
