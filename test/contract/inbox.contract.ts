import { describe, expect, test } from 'vitest';
import { originalKey } from '../../src/recordings/object-keys.ts';
import type { Inbox } from '../../src/recordings/ports.ts';
import { newWorkspaceId, sampleRecording } from '../support/samples.ts';

type Stores = {
  inbox: Inbox;
  drop: (key: string, body: string) => Promise<void>;
  /** What lies under a key; undefined if nothing does. */
  read: (key: string) => Promise<string | undefined>;
};

/** What is promised of `Inbox`. */
export const inboxContract = (name: string, make: () => Stores) =>
  describe(name, () => {
    const world = () => {
      const recording = sampleRecording();
      const { workspaceId } = recording;
      const dropKey = `inbox/${workspaceId}/autumn/Лекция 1+2.mp4`;
      const stores = make();
      const found = async () => {
        const dropped = await stores.inbox.find(workspaceId, dropKey);
        if (!dropped) throw new Error('Nothing was found.');
        return dropped;
      };
      return { ...stores, found, workspaceId, dropKey, key: originalKey(recording) };
    };

    test('a drop moves to its recording, and taking it again changes nothing', async () => {
      const { inbox, drop, found, read, workspaceId, dropKey, key } = world();
      await drop(dropKey, 'bytes');
      const dropped = await found();
      expect(dropped).toMatchObject({ key: dropKey, sizeBytes: 5 });
      await inbox.moveIn(workspaceId, dropped, key);
      expect([await read(dropKey), await read(key)]).toEqual([undefined, 'bytes']);
      await inbox.moveIn(workspaceId, dropped, key);
      expect(await read(key)).toBe('bytes');
    });

    test('a call that died after the copy is finished by the next one', async () => {
      const { inbox, drop, found, read, workspaceId, dropKey, key } = world();
      await drop(dropKey, 'bytes');
      await drop(key, 'bytes');
      await inbox.moveIn(workspaceId, await found(), key);
      expect([await read(dropKey), await read(key)]).toEqual([undefined, 'bytes']);
    });

    test('another file that was dropped since is left to its own event', async () => {
      const { inbox, drop, found, read, workspaceId, dropKey, key } = world();
      await drop(key, 'bytes');
      await drop(dropKey, 'other bytes');
      await inbox.moveIn(workspaceId, await found(), key);
      expect([await read(dropKey), await read(key)]).toEqual(['other bytes', 'bytes']);
    });

    test('what was replaced after it was found is not taken', async () => {
      const { inbox, drop, found, read, workspaceId, dropKey, key } = world();
      await drop(dropKey, 'bytes');
      const dropped = await found();
      await drop(dropKey, 'other bytes');
      await expect(inbox.moveIn(workspaceId, dropped, key)).rejects.toThrow();
      expect([await read(dropKey), await read(key)]).toEqual(['other bytes', undefined]);
    });

    test('what is not there is not found', async () => {
      const { inbox, workspaceId, dropKey } = world();
      expect(await inbox.find(workspaceId, dropKey)).toBeUndefined();
    });

    test('neither drops nor keys of another workspace are taken', async () => {
      const { inbox, drop, found, read, workspaceId, dropKey, key } = world();
      const foreign = newWorkspaceId();
      await drop(dropKey, 'bytes');
      const foreignDrop = dropKey.replace(workspaceId, foreign);
      await drop(foreignDrop, 'bytes');
      const dropped = await found();
      const moved = { ...dropped, key: foreignDrop };
      await expect(inbox.find(workspaceId, foreignDrop)).rejects.toThrow(RangeError);
      await expect(inbox.moveIn(workspaceId, moved, key)).rejects.toThrow(RangeError);
      const foreignKey = key.replace(workspaceId, foreign);
      await expect(inbox.moveIn(workspaceId, dropped, foreignKey)).rejects.toThrow(RangeError);
      expect(await read(dropKey)).toBe('bytes');
    });
  });
