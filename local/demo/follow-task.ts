import { RecordingDetails } from '../../src/recordings/recording.contract.ts';
import { TaskView } from '../../src/tasks/task.contract.ts';
import type { ApiClient } from './api-client.ts';

/** The longest that the API lets a client wait for news. */
const WAIT_SECONDS = 20;

const isOver = ({ status }: TaskView) => status !== 'QUEUED' && status !== 'RUNNING';

/** Watches the recording's task to its end, then answers the recording in full. */
export async function followTask(
  api: ApiClient,
  recordingId: string,
  taskId: string,
  onNews: (task: TaskView) => void,
): Promise<RecordingDetails> {
  let task = await api.get(`/v1/tasks/${taskId}`, TaskView);
  onNews(task);
  while (!isOver(task)) {
    const query = `wait=${WAIT_SECONDS}&seen=${task.version}`;
    task = await api.get(`/v1/tasks/${taskId}?${query}`, TaskView);
    onNews(task);
  }
  return api.get(`/v1/recordings/${recordingId}`, RecordingDetails);
}
