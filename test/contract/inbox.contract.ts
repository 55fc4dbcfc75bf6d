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
      return { ...make(), workspaceId, dropKey, key: originalKey(recording) };
    };

    test('a drop moves to its recording, and taking it again changes nothing', async () => {
      const { inbox, drop, read, workspaceId, dropKey, key } = world();
      await drop(dropKey, 'bytes');
      expect(await inbox.moveIn(workspaceId, dropKey, key)).toBe(true);
      expect([await read(dropKey), await read(key)]).toEqual([undefined, 'bytes']);
      expect(await inbox.moveIn(workspaceId, dropKey, key)).toBe(true);
      expect(await read(key)).toBe('bytes');
    });

    test('a call that died after the copy is finished by the next one', async () => {
      const { inbox, drop, read, workspaceId, dropKey, key } = world();
      await drop(dropKey, 'bytes');
      await inbox.moveIn(workspaceId, dropKey, key);
      await drop(dropKey, 'other bytes');
      expect(await inbox.moveIn(workspaceId, dropKey, key)).toBe(true);
      expect([await read(dropKey), await read(key)]).toEqual([undefined, 'bytes']);
    });

    test('what is not there is not taken', async () => {
      const { inbox, read, workspaceId, dropKey, key } = world();
      expect(await inbox.moveIn(workspaceId, dropKey, key)).toBe(false);
      expect(await read(key)).toBeUndefined();
    });

    test('neither drops nor keys of another workspace are taken', async () => {
      const { inbox, drop, read, workspaceId, dropKey, key } = world();
      const foreign = newWorkspaceId();
      await drop(dropKey, 'bytes');
      const foreignDrop = dropKey.replace(workspaceId, foreign);
      await drop(foreignDrop, 'bytes');
      await expect(inbox.moveIn(workspaceId, foreignDrop, key)).rejects.toThrow(RangeError);
      const foreignKey = key.replace(workspaceId, foreign);
      await expect(inbox.moveIn(workspaceId, dropKey, foreignKey)).rejects.toThrow(RangeError);
      expect(await read(dropKey)).toBe('bytes');
    });
  });
