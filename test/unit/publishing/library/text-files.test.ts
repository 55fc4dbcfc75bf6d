import { expect, test } from 'vitest';
import { chaptersFile } from '../../../../src/publishing/library/chapters-file.ts';
import { keysBefore } from '../../../../src/publishing/library/site-keys.ts';
import { transcriptFile } from '../../../../src/publishing/library/transcript-file.ts';
import { WORKSPACE } from '../../../support/publishing/publication.ts';

test('chapters are WebVTT cues with exact times', () => {
  const chapters = [
    { title: 'A & <b>', start: 0, end: 59.9996 },
    { title: 'two\n\nlines', start: 59.9996, end: 3700.25 },
  ];
  expect(chaptersFile(chapters)).toBe(
    'WEBVTT\n\n1\n00:00:00.000 --> 00:01:00.000\nA &amp; &lt;b&gt;\n\n2\n00:01:00.000 --> 01:01:40.250\ntwo lines\n\n',
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
  const place = { workspaceId: WORKSPACE, recordingId: 'rec_1' };
  const folder = `w/${WORKSPACE}/rec_1/`;
  const names = ['index.html', 'v9/a', 'v10/a', 'v11/a', 'v8', 'vx/a'];
  const keys = [...names.map(name => folder + name), `w/${WORKSPACE}/rec_10/v1/a`];
  expect(keysBefore(keys, place, 10)).toEqual([`${folder}v9/a`]);
});
