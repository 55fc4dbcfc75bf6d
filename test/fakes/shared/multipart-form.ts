import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { type ContentDigest, digestOf } from './content-digest.ts';
import type { Exchange } from './exchange.ts';

/** A client may leave a file without a name. */
export type FormFile = {
  field: string;
  name: string | undefined;
  mimeType: string;
  digest: ContentDigest;
};
export type MultipartForm = { fields: Map<string, string>; files: FormFile[] };

/** Reads multipart/form-data, files as hash and length. Undefined if it is no such form. */
export async function readMultipartForm(exchange: Exchange): Promise<MultipartForm | undefined> {
  if (exchange.contentType !== 'multipart/form-data') return undefined;
  const fields = new Map<string, string>();
  const files: Promise<FormFile>[] = [];
  const parser = busboy({ headers: exchange.message.headers, defParamCharset: 'utf8' });
  parser.on('field', (name, value) => fields.set(name, value));
  parser.on('file', (field, stream, { filename, mimeType }) => {
    files.push(digestOf(stream).then(digest => ({ field, name: filename, mimeType, digest })));
  });
  // Whoever waits for the files learns of a cut from the pipeline, not from each of them.
  await pipeline(Readable.from(exchange.body()), parser).catch(async error => {
    await Promise.allSettled(files);
    throw error;
  });
  return { fields, files: await Promise.all(files) };
}
