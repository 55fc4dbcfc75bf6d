import { z } from 'zod';
import { type Call, requireObject, type S3Response, xmlResponse } from '../call.ts';
import { readXml, repeated } from '../wire/xml-body.ts';
import { checkedTags } from './tags.ts';

const TaggingDocument = z.object({
  Tagging: z.object({
    TagSet: z.union([
      z.object({ Tag: repeated(z.object({ Key: z.string(), Value: z.string() })) }),
      z.string().transform(() => ({ Tag: [] })),
    ]),
  }),
});

export async function putTagging(call: Call): Promise<S3Response> {
  const { request, store } = call;
  const { Tag } = (await readXml(call, TaggingDocument)).Tagging.TagSet;
  requireObject(call);
  store.objects.setTags(
    request.bucket,
    request.key,
    checkedTags(Tag.map(tag => [tag.Key, tag.Value])),
  );
  return { status: 200 };
}

export function getTagging(call: Call): S3Response {
  const tags = Object.entries(requireObject(call).tags);
  const Tag = tags.map(([Key, Value]) => ({ Key, Value }));
  return xmlResponse('Tagging', { TagSet: { Tag } });
}

export function deleteTagging(call: Call): S3Response {
  const { bucket, key } = requireObject(call);
  call.store.objects.setTags(bucket, key, {});
  return { status: 204 };
}
