import { readFile } from 'node:fs/promises';
import { sha256 } from '../../digest/canonical.js';
import type { Manifest } from '../../manifest/schema.js';
import { otherThanCounted, predictedClasses } from '../../metrics/predicted.js';

/** What a manifest says of the predictions of a part. */
interface Expected {
  /** Numbers an example. */
  readonly outputs: number;
  readonly examples: number;
  readonly confusion: readonly (readonly number[])[] | undefined;
  /** The manifest. */
  readonly path: string;
}

/** What manifests say of the files of predictions that lie in a store. */
export class MeasuredFiles {
  private readonly expected = new Map<string, Expected>();
  private readonly there: ReadonlySet<string>;

  /** @param there digests that have a file. */
  constructor(there: readonly string[]) {
    this.there = new Set(there);
  }

  /** @param path where the manifest lies. */
  add({ data, measured }: Manifest, path: string): void {
    for (const { predictions = '', examples, confusion } of Object.values(measured ?? {})) {
      if (!this.there.has(predictions)) continue;
      this.expected.set(predictions, { outputs: (data.targets ?? data.classes).length, examples, confusion, path });
    }
  }

  /** @returns what is wrong with a file, or null. */
  async check(file: string, digest: string): Promise<string | null> {
    const bytes = await readFile(file);
    if (sha256(bytes) !== digest) return 'its content does not have the digest in its name';
    const expected = this.expected.get(digest);
    if (!expected) return null;
    const { outputs, examples, confusion, path } = expected;
    if (bytes.length !== 4 * outputs * examples) return `it holds ${bytes.length} bytes, but ${path} has ${examples} examples of ${outputs} ${confusion ? 'classes' : 'numbers'}`; // prettier-ignore
    const probabilities = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
    const wrong = confusion ? otherThanCounted(predictedClasses({ classes: outputs, probabilities }), confusion) : null;
    return wrong === null ? null : `${wrong} of ${path}`;
  }
}
