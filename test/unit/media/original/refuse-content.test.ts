import { expect, test } from 'vitest';
import { refuseContent } from '#src/media/original/refuse-content.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string) => Uint8Array.from([0xff, 0xfe, ...Buffer.from(text, 'utf16le')]);

test.each([
  ['nothing', new Uint8Array(0), 'empty_file'],
  ['m3u8', bytes('#EXTM3U\n'), 'playlist_refused'],
  ['m3u8 in UTF-16', utf16('#EXTM3U\n'), 'playlist_refused'],
  ['m3u8 after blank lines and a BOM', bytes('\uFEFF\n\n #EXTM3U'), 'playlist_refused'],
  ['an address', bytes('http://169.254.169.254/latest/'), 'playlist_refused'],
  ['a concat address', bytes('concat:a.ts|b.ts'), 'playlist_refused'],
  ['pls', bytes('[playlist]\nFile1=x'), 'playlist_refused'],
  ['a QuickTime reference', bytes('[Reference]\nRef1=http://x'), 'playlist_refused'],
  ['asx', bytes('<asx version="3.0">'), 'playlist_refused'],
  ['MPD after a comment', bytes('<?xml version="1.0"?><!-- x --><MPD>'), 'playlist_refused'],
  ['HTML', bytes('<html>'), 'not_media'],
  ['other XML', bytes('<?xml version="1.0"?><note/>'), 'not_media'],
  ['JSON', bytes('{"error": "expired"}'), 'not_media'],
  ['PDF', bytes('%PDF-1.7'), 'not_media'],
  ['a Windows program', bytes('MZ\u0090'), 'not_media'],
  ['an archive', Uint8Array.from([0x50, 0x4b, 3, 4]), 'not_media'],
])('%s', (_, head, code) => {
  expect(() => refuseContent(head, head.length)).toThrowError(expect.objectContaining({ code }));
});

test.each([
  ['mp4', bytes('\0\0\0\u0018ftypmp42')],
  ['matroska', Uint8Array.from([0x1a, 0x45, 0xdf, 0xa3])],
  ['mp3', Uint8Array.from([0xff, 0xfb, 0x90, 0x44])],
  ['wav', bytes('RIFF....WAVEfmt ')],
  ['a transport stream', Uint8Array.from([0x47, 0x40, 0x11, 0x10])],
])('%s passes', (_, head) => {
  expect(() => refuseContent(head, 1000)).not.toThrow();
});
