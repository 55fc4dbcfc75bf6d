import { expect, test } from 'vitest';
import { imageOf } from '../../../src/thumbnails/image-of.ts';
import { jpegOf, PNG, pngOf } from '../../support/images.ts';

test.each([
  { name: 'a PNG', bytes: pngOf(1280, 720), contentType: 'image/png', width: 1280, height: 720 },
  { name: 'a JPEG', bytes: jpegOf(1280, 720), contentType: 'image/jpeg', width: 1280, height: 720 },
])('$name is told by its content', ({ bytes, contentType, width, height }) => {
  const shape = { contentType, width, height };
  expect(imageOf(bytes)).toEqual(shape);
  expect(imageOf(new Uint8Array(bytes))).toEqual(shape);
});

test.each([
  { name: 'nothing', bytes: Buffer.alloc(0) },
  { name: 'a page', bytes: Buffer.from('<!doctype html><script>alert(1)</script>') },
  { name: 'a drawing', bytes: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>') },
  { name: 'a GIF', bytes: Buffer.from('GIF89a\x01\0\x01\0', 'latin1') },
  { name: 'the beginning of a PNG', bytes: PNG.subarray(0, 60) },
  { name: 'a PNG without pixels', bytes: pngOf(0, 720) },
  { name: 'the beginning of a JPEG', bytes: jpegOf(16, 9).subarray(0, 120) },
  { name: 'a JPEG of zero pixels', bytes: jpegOf(0, 0) },
  { name: 'a JPEG that lies about lengths', bytes: Buffer.from('ffd8ffe1ffffffd9', 'hex') },
  { name: 'a JPEG of no segment', bytes: Buffer.from('ffd8ffffffffffffffd9', 'hex') },
  {
    name: 'a JPEG whose segment is empty',
    bytes: Buffer.from('ffd8ffe00000ffe00000ffe00000ffd9', 'hex'),
  },
])('$name is no picture', ({ bytes }) => {
  expect(imageOf(bytes)).toBeUndefined();
});
