import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NodeBackend } from './node-backend.js';
import { type Operation, savedModel, tag } from './saved-model.js';

/** Graphs that stay loaded; a worker that trains all conditions of the default experiment needs 30. */
const kept = 32;

export interface Graph {
  /** Null where TensorFlow could not load it: its operations are then executed one by one. */
  readonly session: number | null;
  /** Names of its outputs. */
  readonly outputs: readonly string[];
}

/** What a graph is made of. */
export interface Made {
  readonly operations: readonly Operation[];
  readonly outputs: readonly string[];
}

/** Loaded graphs of a process, those last used. */
export class GraphCache {
  private readonly graphs = new Map<string, Graph>();
  /** Those whose variables hold something. */
  private readonly pinned = new Set<string>();

  constructor(private readonly backend: NodeBackend) {}

  /** @param key equal keys stand for equal graphs. */
  find(key: string, make: () => Made): Graph {
    const graph = this.graphs.get(key) ?? this.loaded(make());
    // The one used last stands last.
    this.graphs.delete(key);
    this.graphs.set(key, graph);
    if (this.graphs.size > kept) this.evict(key);
    return graph;
  }

  private evict(but: string): void {
    const oldest = [...this.graphs].find(([key]) => key !== but && !this.pinned.has(key));
    if (!oldest) return;
    this.graphs.delete(oldest[0]);
    if (oldest[1].session !== null) this.backend.deleteSavedModel(oldest[1].session);
  }

  /** Keeps a graph until `unpin`. */
  pin(key: string): void {
    this.pinned.add(key);
  }

  unpin(key: string): void {
    this.pinned.delete(key);
  }

  private loaded({ operations, outputs }: Made): Graph {
    return { session: this.load(operations), outputs };
  }

  /** TensorFlow loads graphs from folders only. Null where the folder for temporary files cannot be written. */
  private load(operations: readonly Operation[]): number | null {
    let folder: string | undefined;
    try {
      folder = mkdtempSync(join(tmpdir(), 'seedbed-graph-'));
      writeFileSync(join(folder, 'saved_model.pb'), savedModel(operations));
      return this.backend.loadSavedModelMetaGraph(folder, tag);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).syscall) return null;
      throw error;
    } finally {
      if (folder) rmSync(folder, { recursive: true, force: true });
    }
  }
}
