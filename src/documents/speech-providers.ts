/**
 * Who can transcribe, in the order in which `auto` takes the first that is there. The config, the
 * transcript, the choice and the operator's settings know providers by this list alone.
 */
export const SPEECH_PROVIDERS = ['imported', 'openai', 'fireworks-batch', 'offline'] as const;
export type SpeechProvider = (typeof SPEECH_PROVIDERS)[number];

/** What the embedded engine knows, as ISO 639-1 writes it. */
export const OFFLINE_LANGUAGES =
  'af am ar as az ba be bg bn bo br bs ca cs cy da de el en es et eu fa fi fo fr gl gu ha he hi hr ht hu hy id is it ja jv ka kk km kn ko la lb ln lo lt lv mg mi mk ml mn mr ms mt my ne nl nn no oc pa pl ps pt ro ru sa sd si sk sl sn so sq sr su sv sw ta te tg th tk tl tr tt uk ur uz vi yi yo zh'.split(
    ' ',
  );
