import { thumbnailsContract } from '../../contract/thumbnails.contract.ts';
import { memoryThumbnails } from '../../support/fakes/memory/thumbnails.ts';

thumbnailsContract('thumbnails in memory', () => memoryThumbnails().thumbnails);
