import { startSqsServer } from '../../../../local/emulators/sqs/server.ts';
import { rootAuthority } from '../../../support/root-authority.ts';

/** A server in a process of its own, so that a test can kill it. Prints its endpoint. */
const [dataFile = ''] = process.argv.slice(2);
const server = await startSqsServer({ dataFile, authority: rootAuthority() });
server.createQueue({ name: 'jobs', visibilityTimeoutSeconds: 30 });
process.stdout.write(`${server.endpoint}\n`);
