import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Dataset } from '@seedbed/core';
import { type Backend, type TracedTensor, Tracer, trainRun, type Upstream } from '@seedbed/engine';
import type { TensorFile, Traced, TraceOrder } from '../execution/messages.js';

/** What shows that two executions differ at a step: what goes in, what the step leaves behind, and at first what they start from. */
const shows = (step: number, name: string) =>
  /^(input|labels|loss)$| drawn for | after the step( \(.* slot\))?$/.test(name) ||
  (step === 1 && / before the step$|^mask of | \(constant of /.test(name));

const bytesOf = ({ values }: TracedTensor) => new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** Trains up to a step and reports what it went through; stores nothing. */
export async function traceRun(
  order: TraceOrder,
  dataset: Dataset,
  backend: Backend,
  upstream: Upstream,
): Promise<Traced> {
  const { config, upTo, folder } = order;
  const hashes = Array.from({ length: upTo }, () => createHash('sha256'));
  const losses = Buffer.alloc(4 * upTo);
  const tensors: TensorFile[] = [];
  if (folder) mkdirSync(folder, { recursive: true });
  const wants = (step: number, name: string) => (folder ? step === upTo : shows(step, name));
  const tracer = new Tracer(wants, (tensor) => {
    const { step, name, shape } = tensor;
    if (name === 'loss') losses.writeFloatLE(tensor.values[0] as number, 4 * (step - 1));
    hashes[step - 1]?.update(`${name} ${shape.join()}\n`).update(bytesOf(tensor));
    if (!folder) return;
    const file = join(folder, `${tensors.length}.bin`);
    writeFileSync(file, bytesOf(tensor));
    tensors.push({ name, shape, file });
  });
  const reached = new AbortController();
  const enough = new Error('the step is reached');
  const onStep = (step: number) => step === upTo && reached.abort(enough);
  const options = { tracer, onStep, signal: reached.signal, upstream };
  // A run that ends at this step, or diverges before, just ends.
  await trainRun({ config, measure: [], evaluations: 0 }, dataset, backend, options).catch((error: unknown) => {
    if (error !== enough) throw error;
  });
  const steps = hashes.map((hash) => hash.digest('hex'));
  return { type: 'traced', steps, losses: losses.toString('base64'), tensors };
}
