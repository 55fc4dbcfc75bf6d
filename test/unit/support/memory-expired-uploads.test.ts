import { expiredUploadsContract } from '../../contract/expired-uploads.contract.ts';
import { memoryEnginePorts } from '../../support/fakes/memory/engine-ports.ts';

expiredUploadsContract('expired-uploads in memory', () => memoryEnginePorts());
