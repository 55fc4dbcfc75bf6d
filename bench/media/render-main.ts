import { createMediaEngine } from '../../src/adapters/ffmpeg/media-engine.ts';
import { RenderAlone } from './render-alone.contract.ts';
import { stageCut } from './stage-cut.ts';

/** The render stage in a process of its own, as a worker has: prints its seconds and its facts. */
const engine = createMediaEngine({ ffmpeg: 'ffmpeg', ffprobe: 'ffprobe' });
const [job] = process.argv.slice(2);
if (job) {
  const request = RenderAlone.parse(JSON.parse(job));
  console.log(JSON.stringify(await stageCut({ ...request, engine })));
}
