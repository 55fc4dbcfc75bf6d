import { tidySubjectContract } from '../../contract/tidy-subject.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';
import { memoryFiles } from '../../support/fakes/memory/files.ts';

tidySubjectContract('a subject in memory', () => ({
  engine: memoryEnginePorts(),
  files: memoryFiles(Date.now()).files,
}));
