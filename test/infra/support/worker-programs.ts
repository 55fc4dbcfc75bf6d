/** What adapters and workers start or read on the machine, and the Debian package it comes in. */
export const PROGRAMS: Readonly<Record<string, string>> = {
  ffmpeg: 'ffmpeg',
  ffprobe: 'ffmpeg',
  '/usr/bin/setpriv': 'util-linux',
};

/** Packages that every Debian has, the image's base too. */
export const ESSENTIAL = ['util-linux'];

/** Words of the sources that happen to be names of programs, too. */
export const WORDS = [
  'sleep',
  'timeout',
  'size',
  'base64',
  'file',
  'find',
  'free',
  'head',
  'id',
  'join',
  'more',
  'tail',
  'true',
  'w',
  'yes',
];
