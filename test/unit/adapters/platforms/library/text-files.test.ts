import { expect, test } from 'vitest';
import { chaptersFile } from '../../../../../src/adapters/platforms/library/chapters-file.ts';
import { previewsFile } from '../../../../../src/adapters/platforms/library/previews-file.ts';
import { keysBefore } from '../../../../../src/adapters/platforms/library/site-keys.ts';
import { transcriptFile } from '../../../../../src/adapters/platforms/library/transcript-file.ts';
import { SUBJECT, WORKSPACE } from '../../../../support/publishing/publication.ts';

test('chapters are WebVTT cues with exact times', () => {
  const chapters = [
    { title: 'A & <b>', start: 0, end: 59.9996 },
    { title: 'two\n\nlines', start: 59.9996, end: 3700.25 },
  ];
  expect(chaptersFile(chapters)).toBe(
    'WEBVTT\n\n1\n00:00:00.000 --> 00:01:00.000\nA &amp; &lt;b&gt;\n\n2\n00:01:00.000 --> 01:01:40.250\ntwo lines\n\n',
  );
});

test('previews are WebVTT cues that name a part of the sheet', () => {
  const size = { width: 160, height: 90 };
  const previews = [
    { start: 0, end: 7.5, x: 0, y: 0, ...size },
    { start: 7.5, end: 3661.0004, x: 160, y: 90, ...size },
  ];
  expect(previewsFile(previews, 'sprite.jpg')).toBe(
    'WEBVTT\n\n00:00:00.000 --> 00:00:07.500\nsprite.jpg#xywh=0,0,160,90\n\n' +
      '00:00:07.500 --> 01:01:01.000\nsprite.jpg#xywh=160,90,160,90\n\n',
  );
});

test('the transcript is text under headings, with times', () => {
  const sentences = [
    { start: 1, end: 3, text: 'One.' },
    { start: 3, end: 5, text: 'Two.' },
    { start: 70, end: 72, text: 'Three.' },
  ];
  const chapters = [
    { title: 'Start', start: 0, end: 60 },
    { title: 'End', start: 60, end: 90 },
  ];
  expect(transcriptFile('Talk', sentences, chapters)).toBe(
    '# Talk\n\n## Start\n\n[00:00:01] One. Two.\n\n## End\n\n[00:01:10] Three.\n',
  );
});

test('only versions that were replaced are old', () => {
  const place = { subject: { ...SUBJECT, id: 'rec_1' }, presetId: 'library' };
  const folder = `w/${WORKSPACE}/rec_1/`;
  const names = ['index.html', 'v9/a', 'v10/a', 'v11/a', 'v8', 'vx/a'];
  const keys = [...names.map(name => folder + name), `w/${WORKSPACE}/rec_10/v1/a`];
  expect(keysBefore(keys, place, 10)).toEqual([`${folder}v9/a`]);
});
