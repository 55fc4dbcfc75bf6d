import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startTestCloud, type TestCloud } from '../support/cloud.ts';
import { talkClip } from '../support/talk-clip.ts';

/**
 * The first walk of docs/api.md, as a reader would take it: its commands in one shell, one block
 * after the other, with curl and jq. Only the address and the file are this test's own.
 */
const GUIDE = readFileSync('docs/api.md', 'utf8');
const BLOCK = /^```sh\n([\s\S]*?)^```$/gm;

type Block = { heading: string; commands: string };

const BLOCKS: readonly Block[] = GUIDE.split(/^## /m).flatMap(section => {
  const [heading = ''] = section.split('\n');
  return [...section.matchAll(BLOCK)].map(([, commands = '']) => ({ heading, commands }));
});

/** What each block prints, by its heading and its place below that. */
const SHOWN: Readonly<Record<string, readonly (RegExp | null)[]>> = {
  Register: [/"role":"owner"/],
  'Create a recording': [/"missing": \[\n {6}\{\n {8}"part_number": 1,/],
  'Upload the parts': [null, /^\[1\]\n\[\]$/],
  'Complete, and follow': [
    /^(\["(QUEUED|RUNNING)",.*\n)*\["SUCCEEDED",100,null,\{("\w+":100,?){8}\}\]$/,
  ],
  'Watch, download': [
    /^READY\nhttp:\S+\/index\.html\nanalyze\tCOMPLETED[\s\S]*^subtitles\ten\.vtt\t[\s\S]*^WEBVTT$/m,
  ],
  'Change what is cut': [
    /^\[0,"automatic",.*\n\[[\d.]+,\d+\]\n\[1,"manual",\{"start":0,.*\n\[2,"automatic"\]$/,
  ],
  'Again, and away': [/^\["analyze","render","transcribe",.*"publish"\]$/],
  Errors: [/"code": "invalid_request"[\s\S]*"path": "size_bytes"/],
  'Idempotency keys': [/^\[422,"idempotency_mismatch",/],
  'Rate limits': [/^ratelimit-limit: \d+\s+ratelimit-remaining: \d+/],
};

const MARK = '----- next block -----';

let cloud: TestCloud;
let folder: string;
let printed: string[];
beforeAll(async () => {
  cloud = await startTestCloud();
  folder = await mkdtemp(join(tmpdir(), 'castline-tour-'));
  printed = await runBlocks(BLOCKS);
}, 360_000);
afterAll(async () => {
  await cloud.stop();
  await rm(folder, { recursive: true, force: true });
});

async function runBlocks(blocks: readonly Block[]) {
  const own = { API: cloud.apiUrl, FILE: resolve(await talkClip()) };
  const script = blocks.map(({ commands }) => `${commands}echo '${MARK}'\n`).join('');
  const lines = Object.entries(own).reduce(
    (all, [name, value]) => all.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}=${value}`),
    script,
  );
  const shell = spawn('bash', ['-euo', 'pipefail'], {
    cwd: folder,
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  shell.stdin.end(lines);
  return (await text(shell.stdout)).split(`${MARK}\n`).map(part => part.trim());
}

describe.each(Object.entries(SHOWN))('%s', (heading, expected) => {
  const places = BLOCKS.flatMap((block, place) => (block.heading === heading ? [place] : []));

  test('has as many blocks as are looked at', () => {
    expect(places).toHaveLength(expected.length);
  });

  test.each(expected.map((shown, index) => ({ shown, place: places[index] ?? -1 })))(
    'shows $shown',
    ({ shown, place }) => {
      expect(printed.length).toBeGreaterThan(place);
      if (shown) expect(printed[place]).toMatch(shown);
    },
  );
});

test('every block of the guide ran to its end', () => {
  expect(printed).toHaveLength(BLOCKS.length + 1);
});
