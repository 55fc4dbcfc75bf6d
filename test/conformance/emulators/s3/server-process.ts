/** An S3 server in a process of its own, which a test may kill: `node server-process.ts <JSON>`. */
import { appendFileSync } from 'node:fs';
import { startS3Server } from '#local/emulators/s3/server.ts';
import { authority, region } from './support.ts';

const { dataDir, eventsFile, deliver } = JSON.parse(process.argv[2] ?? '{}');

const server = await startS3Server({
  dataDir,
  authority,
  region,
  onObjectEvent: event => {
    // A receiver that never answers: a queue that hangs.
    if (!deliver) return new Promise(() => {});
    appendFileSync(eventsFile, `${JSON.stringify(event)}\n`);
  },
});
server.createBucket('media');
process.stdout.write(`${server.endpoint}\n`);
