import { expect, test } from 'vitest';
import { nameFromFile } from '../../../src/recordings/recording.ts';

test.each([
  ['talk.mp4', 'talk'],
  ['C:\\videos\\My_talk.MOV', 'My talk'],
  ['.mp4', 'Recording'],
  ['a "quoted" name.mkv', 'a "quoted" name'],
  ['v1.2 final.mp4', 'v1.2 final'],
])('%s is shown as %s', (file, name) => {
  expect(nameFromFile(file)).toBe(name);
});
