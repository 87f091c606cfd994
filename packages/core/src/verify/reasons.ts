import type { Manifest } from '../manifest/schema.js';

/** A difference between two runs' circumstances that is expected to change bits, in a sentence. */
export function reasonsToDiffer(recorded: Manifest, ours: Manifest): string[] {
  const reasons: string[] = [];
  const differs = (name: string, a: string | number, b: string | number) => {
    if (a !== b) reasons.push(`${name}: ${a} recorded, ${b} here`);
  };
  differs('backend', recorded.backend.name, ours.backend.name);
  if (recorded.backend.name === ours.backend.name) differs('library', recorded.backend.library, ours.backend.library);
  differs('threads', recorded.backend.threads, ours.backend.threads);
  differs('instruction-set pin', recorded.backend.isa, ours.backend.isa);
  differs("engine's numerics version", recorded.numerics, ours.numerics);
  differs("data plugin's version", recorded.data.version, ours.data.version);
  differs('data fingerprint', recorded.data.fingerprint.slice(0, 12), ours.data.fingerprint.slice(0, 12));
  // WebAssembly computes the same on every processor (docs/determinism.md).
  if (recorded.backend.name !== 'wasm') {
    const cpu = (manifest: Manifest) => manifest.environment.cpu;
    differs('processor', cpu(recorded).model, cpu(ours).model);
    differs('instruction sets', cpu(recorded).features.join(' '), cpu(ours).features.join(' '));
  }
  return reasons;
}
