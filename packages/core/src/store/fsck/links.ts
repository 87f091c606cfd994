import { digestOf } from '../../digest/canonical.js';
import type { Manifest } from '../../manifest/schema.js';
import { damaged, type StoreFinding, missingUpstream } from './finding.js';

interface Upstream {
  readonly configId: string;
  readonly machine: string;
  /** Digest of the weights where runs can start from them, else null. */
  readonly weights: string | null;
}

/** Runs that start from the same upstream run, which must be the one that they asked for. */
interface Dependents {
  readonly runId: string;
  readonly configId: string;
  readonly machine: string;
  readonly first: string;
  count: number;
}

/** What manifests say of each other. Keeps a line an upstream run, not the manifests. */
export class Links {
  private readonly runs = new Map<string, Upstream>();
  private readonly dependents = new Map<string, Dependents>();

  /** @param path where the manifest lies. */
  add(manifest: Manifest, path: string): void {
    const { id, configId, upstream, outcome, weights, numerics, backend } = manifest;
    const machine = digestOf({ numerics, backend });
    this.runs.set(id, { configId, machine, weights: outcome.status === 'ok' ? weights.after : null });
    for (const [asked, runId] of Object.entries(upstream)) {
      const wanted = { runId, configId: asked, machine };
      const key = Object.values(wanted).join();
      const known = this.dependents.get(key) ?? { ...wanted, first: path, count: 0 };
      known.count++;
      this.dependents.set(key, known);
    }
  }

  /** Weights that must be there, with the run that made them: of runs from which another one starts. */
  *weights(): Generator<{ runId: string; digest: string }> {
    for (const runId of new Set([...this.dependents.values()].map((each) => each.runId))) {
      const digest = this.runs.get(runId)?.weights ?? null;
      if (digest !== null) yield { runId, digest };
    }
  }

  /** @param lies whether a manifest of that run lies there, though damaged. @param place where it should be. */
  *findings(lies: (runId: string) => boolean, place: (runId: string) => string): Generator<StoreFinding> {
    for (const { runId, configId, machine, first, count } of this.dependents.values()) {
      const run = this.runs.get(runId);
      const whose = count === 1 ? first : `${first} and ${count - 1} more`;
      if (run) {
        if (run.configId !== configId || run.machine !== machine)
          yield damaged(first, `upstream run ${runId} is not the run that ${whose} asked for`, 'one of the two was edited: delete or restore it'); // prettier-ignore
      } else if (!lies(runId)) {
        yield missingUpstream(place(runId), whose);
      }
    }
  }
}
