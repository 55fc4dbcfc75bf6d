import { expect, test } from 'vitest';
import { CreateRecording, UpdateRecording } from '../../../src/recordings/recording.contract.ts';
import { nameFromFile } from '../../../src/recordings/recording.ts';

test.each([
  ['talk.mp4', 'talk'],
  ['C:\\videos\\My_talk.MOV', 'My talk'],
  ['.mp4', 'Recording'],
  ['a "quoted" name.mkv', 'a "quoted" name'],
  ['v1.2 final.mp4', 'v1.2 final'],
  ['song\u202Egpj.mp4', 'songgpj'],
  ['nu\u0000ll.mp4', 'null'],
])('%s is shown as %s', (file, name) => {
  expect(nameFromFile(file)).toBe(name);
});

test.each([
  { name: 'a\u0000b', clean: 'ab' },
  { name: ' two\n lines ', clean: 'two lines' },
  { name: 'song\u202Egpj.exe\u202C', clean: 'songgpj.exe' },
  { name: 'open \u2067isolate', clean: 'open isolate' },
  { name: '\u2068דנה\u2069 (live)', clean: '\u2068דנה\u2069 (live)' },
])('the name $name comes in as $clean', ({ name, clean }) => {
  expect(UpdateRecording.parse({ display_name: name }).display_name).toBe(clean);
});

test('a name of nothing that can be seen is refused', () => {
  expect(UpdateRecording.safeParse({ display_name: '\u0000\u202E' }).success).toBe(false);
});

test('names of files lose overrides, too, and may have no controls', () => {
  const request = (name: string) =>
    CreateRecording.safeParse({ file_name: name, size_bytes: 1 }).data?.file_name;
  expect(request('a\u202Eb.mp4')).toBe('ab.mp4');
  expect(request('a\u0000b.mp4')).toBeUndefined();
});
