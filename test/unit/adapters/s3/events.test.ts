import { expect, test } from 'vitest';
import { createdObjects } from '../../../../src/adapters/s3/events.ts';

test('keys of events are decoded, and only creations count', () => {
  const object = { key: 'inbox/w/a+b%D0%9B.mp4', size: 3, sequencer: '9' };
  const records = ['ObjectCreated:Put', 'ObjectRemoved:Delete'].map(eventName => ({
    eventName,
    s3: { object },
  }));
  const body = JSON.stringify({ Records: records });
  expect(createdObjects(body)).toEqual([{ key: 'inbox/w/a bЛ.mp4', sizeBytes: 3, sequencer: '9' }]);
  expect(createdObjects('{"Event":"s3:TestEvent"}')).toEqual([]);
});
