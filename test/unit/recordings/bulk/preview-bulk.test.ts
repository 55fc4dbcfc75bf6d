import { expect, test } from 'vitest';
import { isId } from '../../../../src/kernel/ids.ts';
import { BULK_OPERATIONS } from '../../../../src/recordings/bulk/bulk-operations.ts';
import { previewBulk } from '../../../../src/recordings/bulk/preview-bulk.ts';
import { worldOfBulk } from './bulk-world.ts';

test.each(BULK_OPERATIONS)('a dry run of %s is what comes', async operation => {
  const order = { operation };
  const it = worldOfBulk(order);
  const ids = it.job.job.ids.filter(id => isId('recording', id));
  const preview = await previewBulk({ ...it.ports, speechLanguages: null })(
    it.key.workspaceId,
    ids,
    order,
  );
  expect(it.runs()).toEqual([]);
  await it.deliver();
  const came = new Map((await it.items.list(it.key)).map(item => [item.id, item]));
  for (const { recording_id, will_be_processed, skip_reason } of preview.recordings) {
    const item = came.get(recording_id);
    expect(['started', 'done'].includes(item?.status ?? '')).toBe(will_be_processed);
    expect(skip_reason?.code).toBe(item && 'code' in item ? item.code : undefined);
  }
  const { matched_count, skipped_count, total } = preview;
  expect([matched_count + skipped_count, total]).toEqual([7, 7]);
});
