import { XMLBuilder, XMLParser } from 'fast-xml-parser';

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** Text and elements; an array repeats its element, undefined leaves it out. */
export type XmlNode =
  | string
  | number
  | boolean
  | undefined
  | XmlNode[]
  | { [name: string]: XmlNode };

const builder = new XMLBuilder({ ignoreAttributes: false, processEntities: false });

/** A whole document in the S3 namespace. Errors have none, as on AWS. */
export function toXml(root: string, content: { [name: string]: XmlNode }) {
  const attributes = root === 'Error' ? {} : { '@_xmlns': NAMESPACE };
  const document = { [root]: { ...attributes, ...escapeNode(content) } };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build(document)}`;
}

function escapeNode(node: { [name: string]: XmlNode }): { [name: string]: unknown } {
  const entries = Object.entries(node).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries.map(([name, value]) => [name, escapeValue(value)]));
}

function escapeValue(value: XmlNode): unknown {
  if (typeof value === 'string') return escapeText(value);
  if (Array.isArray(value)) return value.map(escapeValue);
  return typeof value === 'object' ? escapeNode(value) : value;
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters become references: a parser would turn a bare CR into a line feed. */
const escapeText = (text: string) =>
  text.replace(
    // biome-ignore lint/suspicious/noControlCharactersInRegex: keys of objects may hold them.
    /[&<>"'\u0000-\u001f\u007f]/g,
    character => ENTITIES[character] ?? `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`,
  );

const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: true,
  htmlEntities: true,
});

/** Elements as nested objects of strings; what they must be is for a schema to say. */
export const parseXml = (text: string): unknown => parser.parse(text, true);
