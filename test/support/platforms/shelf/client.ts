import { z } from 'zod';
import { StageError } from '../../../../src/pipeline/stages/stage-error.ts';

const Begun = z.object({ upload_id: z.string() });
const Made = z.object({ item_id: z.string() });
const Cancelled = z.object({ item_id: z.string().nullable() });

/** The platform's API, call by call. */
export function shelfClient(baseUrl: string) {
  /** Undefined for what is not there, or not any more. */
  const call = async (method: string, path: string, body?: object): Promise<unknown> => {
    const request = { method, ...(body && { body: JSON.stringify(body) }) };
    const response = await fetch(`${baseUrl}/${path}`, request).catch((cause: unknown) => {
      throw new StageError('provider_unavailable', { detail: `No answer to ${method}.`, cause });
    });
    if (response.status === 404 || response.status === 410) return undefined;
    if (response.ok) return response.status === 204 ? {} : await response.json();
    const code = response.status < 500 ? 'provider_rejected' : 'provider_unavailable';
    throw new StageError(code, { detail: `${response.status} to ${method} ${path}.` });
  };
  return {
    beginUpload: async (text: { title: string; description: string }) =>
      Begun.parse(await call('POST', 'uploads', text)).upload_id,
    /** The item's id, always the same one; undefined if the upload was cancelled. */
    finishUpload: async (uploadId: string, content: { text: string }) => {
      const answer = await call('PUT', `uploads/${uploadId}`, content);
      return answer === undefined ? undefined : Made.parse(answer).item_id;
    },
    /** From now on it makes no item. Answers the one that it made before. */
    cancelUpload: async (uploadId: string) => {
      const answer = await call('DELETE', `uploads/${uploadId}`);
      return answer === undefined ? undefined : Cancelled.parse(answer).item_id;
    },
    removeItem: async (itemId: string) => {
      await call('DELETE', `items/${itemId}`);
    },
  };
}

export type ShelfClient = ReturnType<typeof shelfClient>;
