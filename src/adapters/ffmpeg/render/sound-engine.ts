import type { Readable, Writable } from 'node:stream';
import type { EncodePorts, PcmCut } from '../../../media/render/ports/encode.ts';
import { createAligner } from '../../../media/sound/pcm.ts';
import { readLimits } from '../engine-limits.ts';
import { createReadLog, tellsDamage } from '../read-log.ts';
import { runEngine } from '../run-engine.ts';
import { decodeSoundArgs, encodeSoundArgs } from './render-args.ts';

const FLOAT_BYTES = 4;

/**
 * Two engines with the cut between them: one decodes, one encodes, and only a few buffers of
 * samples are ever in memory.
 */
export const encodeSound =
  (program: string): EncodePorts['encodeSound'] =>
  async request => {
    const { cut, channels, signal } = request;
    const limits = readLimits(request.source);
    let damaged = false;
    const input = async (stdin: Writable) => {
      const decoded = (stream: Readable) => passThrough(stream, stdin, cut, channels);
      const args = decodeSoundArgs(request);
      const log = await runEngine({ program, args, signal, limits, outputs: { 1: decoded } });
      damaged = log.some(tellsDamage);
      for (const samples of cut.finish()) await write(stdin, samples);
      stdin.end();
    };
    const { line, loudness } = createReadLog();
    const args = encodeSoundArgs(request);
    await runEngine({ program, args, signal, limits, input, onLogLine: line });
    return { damaged, loudnessLufs: loudness() };
  };

async function passThrough(stream: Readable, stdin: Writable, cut: PcmCut, channels: number) {
  const align = createAligner(FLOAT_BYTES * channels);
  for await (const chunk of stream) {
    for (const samples of cut.push(new Float32Array(align(chunk)))) await write(stdin, samples);
  }
}

/** Waits for the encoder where it is slower than the decoder. */
const write = (stdin: Writable, samples: Float32Array) =>
  new Promise<void>((resolve, reject) => {
    const bytes = Buffer.from(samples.buffer, samples.byteOffset, samples.byteLength);
    stdin.write(bytes, error => (error ? reject(error) : resolve()));
  });
