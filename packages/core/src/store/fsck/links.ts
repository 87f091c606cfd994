import { digestOf } from '../../digest/canonical.js';
import type { Manifest } from '../../manifest/schema.js';
import { recordedContext } from '../../plan/run-id.js';
import { damaged, type StoreFinding, missingSource } from './finding.js';

interface Source {
  readonly cellId: string;
  readonly context: string;
  /** Digest of the weights where cells can start from them, else null. */
  readonly weights: string | null;
}

/** Cells that start from the same source network, which must be the one that they asked for. */
interface Dependants {
  readonly sourceRun: string;
  readonly cellId: string;
  readonly context: string;
  readonly first: string;
  count: number;
}

/** What manifests say of each other. Keeps a line a source network, not the manifests. */
export class Links {
  private readonly sources = new Map<string, Source>();
  private readonly dependants = new Map<string, Dependants>();

  /** @param path where the manifest lies. */
  add(manifest: Manifest, path: string): void {
    const context = digestOf(recordedContext(manifest));
    const { id, role, cellId, sourceRun, outcome, weights } = manifest;
    if (role === 'source')
      this.sources.set(id, { cellId, context, weights: outcome.status === 'ok' ? weights.after : null });
    if (sourceRun === null) return;
    const asked = (manifest.cell['transfer'] as { source?: unknown } | undefined)?.source;
    const wanted = { sourceRun, cellId: String(asked), context };
    const key = Object.values(wanted).join();
    const known = this.dependants.get(key) ?? { ...wanted, first: path, count: 0 };
    known.count++;
    this.dependants.set(key, known);
  }

  /** Weights that must be there, with the run that made them. */
  *weights(): Generator<{ runId: string; digest: string }> {
    for (const [runId, { weights }] of this.sources) if (weights !== null) yield { runId, digest: weights };
  }

  /** @param lies whether a manifest of that run lies there, though damaged. @param place where it should be. */
  *findings(lies: (runId: string) => boolean, place: (runId: string) => string): Generator<StoreFinding> {
    for (const { sourceRun, cellId, context, first, count } of this.dependants.values()) {
      const source = this.sources.get(sourceRun);
      const whose = count === 1 ? first : `${first} and ${count - 1} more`;
      if (source) {
        if (source.cellId !== cellId || source.context !== context)
          yield damaged(first, `source run ${sourceRun} is not the source network that ${whose} asked for`, 'one of the two was edited: delete or restore it'); // prettier-ignore
      } else if (!lies(sourceRun)) {
        yield missingSource(place(sourceRun), whose);
      }
    }
  }
}
