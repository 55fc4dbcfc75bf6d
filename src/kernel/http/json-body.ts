import type { ParseError } from 'jsonc-parser';
import { AppError } from '../errors.ts';
import type { ApiEvent } from './api-event.ts';
import { assertFieldNames } from './field-names.ts';
import { assertNumberRange } from './number-range.ts';

export const MAX_BODY_BYTES = 1_048_576;
/** No request of ours has ten levels; parsers and checks that call themselves fail at thousands. */
export const MAX_JSON_DEPTH = 32;

/**
 * The body as JSON; `{}` where there is none, so that schemas can name what is missing.
 * @throws payload_too_large, unsupported_media_type, invalid_json, invalid_request
 */
export async function jsonBody(event: ApiEvent): Promise<unknown> {
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.byteLength > MAX_BODY_BYTES) {
    throw new AppError('payload_too_large', `A body may have ${MAX_BODY_BYTES} bytes at most.`);
  }
  if (bytes.byteLength === 0) return {};
  if (!isJson(event.headers['content-type'])) {
    throw new AppError('unsupported_media_type', 'Send JSON with content-type: application/json.');
  }
  return parseJson(bytes);
}

const isJson = (contentType = '') =>
  /^application\/([\w.-]+\+)?json\s*(;\s*charset="?utf-8"?\s*)?;?$/i.test(contentType.trim());

async function parseJson(bytes: Uint8Array) {
  const text = utf8(bytes);
  assertShallow(text);
  try {
    const value: unknown = JSON.parse(text);
    assertWellFormed(text, value);
    assertFieldNames(value);
    assertNumberRange(value);
    return value;
  } catch (error) {
    if (error instanceof SyntaxError) throw await jsonProblem(text);
    throw error;
  }
}

function utf8(bytes: Uint8Array) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new AppError('invalid_json', 'The body is not UTF-8.');
  }
}

/** Looks at the text alone: whatever parses it may count on its depth, and so may what reads the value. */
function assertShallow(text: string) {
  let depth = 0;
  let isText = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') isText = !isText;
    else if (sign === '\\' && isText) at += 1;
    else if (isText) continue;
    else if (sign === '[' || sign === '{') depth += 1;
    else if (sign === ']' || sign === '}') depth -= 1;
    if (depth > MAX_JSON_DEPTH) {
      const most = `A body may have ${MAX_JSON_DEPTH} levels of lists and objects at most.`;
      throw new AppError('invalid_json', most);
    }
  }
}

/** Half a surrogate pair is legal JSON, but no store takes it. */
function assertWellFormed(text: string, value: unknown) {
  if (!/\\ud[89a-f]/i.test(text)) return;
  // Written back, only a lone half is escaped; a backslash that was typed is doubled.
  const written = JSON.stringify(value).replaceAll('\\\\', '');
  if (!/\\ud[89a-f]/i.test(written)) return;
  throw new AppError('invalid_json', 'The body has a text with half a surrogate pair in it.');
}

/** The engine's own message quotes the body, which may hold a password, so it is not used. */
async function jsonProblem(text: string) {
  const { parse } = await import('jsonc-parser');
  const errors: ParseError[] = [];
  parse(text, errors, { disallowComments: true, allowTrailingComma: false });
  const before = text.slice(0, errors[0]?.offset ?? text.length).split('\n');
  const column = (before.at(-1)?.length ?? 0) + 1;
  return new AppError(
    'invalid_json',
    `The body is not valid JSON: look at line ${before.length}, column ${column}.`,
  );
}
