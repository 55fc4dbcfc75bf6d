import { startTestCloud } from './cloud.ts';

const [dataDir] = process.argv.slice(2);
const cloud = await startTestCloud(dataDir ? { dataDir } : {});
console.log(cloud.apiUrl);
