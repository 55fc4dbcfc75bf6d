import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import type { Wrap } from '../../publishing/dying.ts';

const Text = z.strictObject({
  title: z
    .string()
    .min(1)
    .max(40)
    .regex(/^[^<>]*$/),
  description: z
    .string()
    .regex(/^[^<>]*$/)
    .refine(text => Buffer.byteLength(text) <= 200),
});
const Content = z.strictObject({ text: z.string().min(1) });

export type Item = z.infer<typeof Text> & z.infer<typeof Content>;
type Upload = z.infer<typeof Text> & { itemId: string | null; cancelled: boolean };
type Answer = { status: number; body?: unknown };
type Asked = { method: string; path: string; body: unknown };

/**
 * A small platform with the manners of large ones: an item cannot be changed, its id comes from the
 * platform alone, and an upload is the only way to ask for it again. Refuses what it was not told.
 */
export async function startShelf() {
  const items = new Map<string, Item>();
  const uploads = new Map<string, Upload>();

  const rules: Record<string, (id: string, body: unknown) => Answer> = {
    'POST uploads': (_id, body) => {
      const text = Text.safeParse(body);
      if (!text.success) return { status: 400, body: z.treeifyError(text.error) };
      const uploadId = randomUUID();
      uploads.set(uploadId, { ...text.data, itemId: null, cancelled: false });
      return { status: 201, body: { upload_id: uploadId } };
    },
    'PUT uploads': (id, body) => {
      const upload = uploads.get(id);
      if (!upload) return { status: 404 };
      if (upload.itemId) return { status: 200, body: { item_id: upload.itemId } };
      if (upload.cancelled) return { status: 410 };
      const { text } = Content.parse(body);
      upload.itemId = randomUUID();
      const { title, description } = upload;
      items.set(upload.itemId, { title, description, text });
      return { status: 201, body: { item_id: upload.itemId } };
    },
    'DELETE uploads': id => {
      const upload = uploads.get(id);
      if (!upload) return { status: 404 };
      upload.cancelled = true;
      return { status: 200, body: { item_id: upload.itemId } };
    },
    'DELETE items': id => ({ status: items.delete(id) ? 204 : 404 }),
  };
  const shelf = {
    answer: async ({ method, path, body }: Asked): Promise<Answer> => {
      const [kind = '', id = ''] = path.split('/');
      return rules[`${method} ${kind}`]?.(id, body) ?? { status: 405 };
    },
  };

  /** One for each connection, which may be cut at any call. */
  const connections: (typeof shelf)[] = [];
  const server = createServer(async (request, response) => {
    const [, connection, ...path] = (request.url ?? '').split('/');
    const body = request.method === 'DELETE' ? undefined : await json(request);
    const asked = { method: request.method ?? '', path: path.join('/'), body };
    try {
      const answer = await connections[Number(connection)]?.answer(asked);
      response.writeHead(answer?.status ?? 404, { 'content-type': 'application/json' });
      response.end(answer?.body === undefined ? undefined : JSON.stringify(answer.body));
    } catch {
      response.destroy();
    }
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    items,
    /** An address of the platform's API whose calls `wrap` sees. */
    connect: (wrap: Wrap) => `http://127.0.0.1:${port}/${connections.push(wrap(shelf)) - 1}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>(resolve => server.close(() => resolve()));
    },
  };
}
