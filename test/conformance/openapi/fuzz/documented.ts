import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { DOCUMENT, type Operation } from './operations.ts';

/** A status that no operation may answer with, whatever it is sent. */
const FIRST_FAULT = 500;

export type Reply = { status: number; headers: Record<string, string>; body: string };

const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(DOCUMENT, 'api');

type Place = readonly string[];

/** What is wrong with an answer by the document of the API; empty where all is well. */
export function complaints({ path, method }: Operation, reply: Reply): string[] {
  const place = ['paths', path, method.toLowerCase(), 'responses', String(reply.status)];
  return placeComplaints(place, reply);
}

/** The same for an answer that belongs to no operation: of an address or a method not there. */
export const problemComplaints = (reply: Reply) =>
  placeComplaints(['components', 'responses', `Problem${reply.status}`], reply);

function placeComplaints(place: Place, reply: Reply): string[] {
  if (reply.status >= FIRST_FAULT) return [`a fault: ${reply.status} ${codeOf(reply)}`];
  const response = lookUp(place);
  if (!response) return [`${reply.status} is not documented: ${codeOf(reply)}`];
  const reference = '$ref' in response ? String(response.$ref) : undefined;
  return reference
    ? bodyComplaints(reference.slice(2).split('/'), reply)
    : bodyComplaints(place, reply);
}

function bodyComplaints(place: Place, { headers, body }: Reply): string[] {
  const content = lookUp([...place, 'content']);
  if (!content) return body === '' ? [] : [`a body where none is documented: ${body}`];
  const type = headers['content-type'] ?? '';
  if (!(type in content)) return [`${type || 'no content-type'} is not documented`];
  const validate = ajv.getSchema(`api#${pointer([...place, 'content', type, 'schema'])}`);
  if (!validate || validate(JSON.parse(body))) return [];
  return (validate.errors ?? []).map(error => `${error.instancePath} ${error.message}`);
}

const codeOf = ({ body }: Reply) => /"code":"(\w+)"/.exec(body)?.[1] ?? body.slice(0, 100);

const pointer = (place: Place) =>
  place.map(part => `/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

function lookUp(place: Place): object | undefined {
  let here: unknown = DOCUMENT;
  for (const part of place) here = (here as Record<string, unknown> | undefined)?.[part];
  return here as object | undefined;
}
