import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import {
  CreatedRecording,
  RecordingView,
  UploadView,
} from '../../src/recordings/recording.contract.ts';
import type { ApiClient } from './api-client.ts';

const PARALLEL_PARTS = 4;

type Upload = {
  file: string;
  subtitles?: string | undefined;
  /** Overrides of the processing config. */
  config?: object;
  /** Whether it is processed once it is there. */
  process?: boolean;
  onBytes: (sent: number) => void;
};

/** Creates a recording, sends its parts side by side and completes it. */
export async function uploadRecording(
  api: ApiClient,
  { file, subtitles, config = {}, process = true, onBytes }: Upload,
) {
  const { size } = await stat(file);
  const captions = subtitles && {
    name: basename(subtitles),
    content: await openAsBlob(subtitles),
  };
  const { recording, upload } = await api.post('/v1/recordings', CreatedRecording, {
    file_name: basename(file),
    size_bytes: size,
    ...{ config, process },
    ...(captions && { sidecar: { file_name: captions.name, size_bytes: captions.content.size } }),
  });
  const path = `/v1/recordings/${recording.recording_id}`;
  const blob = await openAsBlob(file);
  if (captions && upload.sidecar_url) await put(upload.sidecar_url, captions.content);
  const limit = pLimit(PARALLEL_PARTS);
  let sent = 0;
  let page = upload;
  for (;;) {
    await Promise.all(page.missing.map(part => limit(() => sendPart(part))));
    if (page.next_part === null) break;
    page = await api.get(`${path}/upload?from_part=${page.next_part}`, UploadView);
  }
  return api.post(`${path}/complete`, RecordingView, {});

  async function sendPart({ part_number, size_bytes, url }: UploadView['missing'][number]) {
    const start = (part_number - 1) * upload.part_size_bytes;
    await put(url, blob.slice(start, start + size_bytes));
    sent += size_bytes;
    onBytes(sent);
  }
}

const TRIES = 4;

/** A part may be sent again and again: the last one counts. */
async function put(url: string, body: Blob) {
  for (let attempt = 1; ; attempt += 1) {
    const response = await fetch(url, { method: 'PUT', body });
    const text = await response.text();
    if (response.ok) return;
    const passing = response.status >= 500 && attempt < TRIES;
    if (!passing) throw new Error(`Storage refused a part: ${response.status} ${text}`);
    await sleep(200 * 2 ** attempt);
  }
}
