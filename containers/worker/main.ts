import { runWorker } from './run-worker.ts';

/** Exit code 0 once the state machine has its answer, also when that is a failure of the stage. */
process.exitCode = await runWorker(process.env);
// Engines that were stopped may hold pipes open: the answer is given, so nothing is waited for.
process.exit();
