import { rowsInMemory, type Rows } from './rows.js';
import { SpilledRows } from './spilled-rows.js';

/** Takes neighbouring rows, from `first` on. */
export type Take = (first: number, values: Float32Array) => void;

interface Entry {
  readonly bytes: number;
  readonly width: number;
  /** Null once they are in a file. */
  values: Float32Array | null;
  spilled: SpilledRows | null;
}

/**
 * Rows that the runs of one process share: computed once for every key, kept in memory up to bounds, beyond them in files,
 * those first that were not asked for longest. Beyond the bound for files they are forgotten, and computed again.
 */
export class SharedRows {
  /** The one asked for last stands last. */
  private readonly entries = new Map<string, Entry>();
  private readonly inUse = new Set<string>();

  /** @param bounds bytes. */
  constructor(private readonly bounds = { ...memoryBounds, files: 16 * 2 ** 30 }) {}

  /**
   * @param key names the rows' values: equal keys stand for equal rows.
   * @param compute gives all rows to `take`.
   * @throws SeedbedError SB_SPILL when they fit neither in memory nor on the disk.
   */
  async rows(key: string, count: number, width: number, compute: (take: Take) => Promise<void>): Promise<Rows> {
    const entry = this.entries.get(key) ?? (await this.make(count, width, compute));
    this.entries.delete(key);
    this.entries.set(key, entry);
    this.inUse.add(key);
    this.shrink();
    return { width, copy: (indices, target) => contentOf(entry).copy(indices, target) };
  }

  /** Rows that were handed out are needed no longer. */
  release(): void {
    this.inUse.clear();
    this.shrink();
  }

  /** Forgets everything. */
  close(): void {
    for (const { spilled } of this.entries.values()) spilled?.close();
    this.entries.clear();
    this.inUse.clear();
  }

  private async make(count: number, width: number, compute: (take: Take) => Promise<void>): Promise<Entry> {
    const bytes = count * width * 4;
    if (bytes > Math.min(this.bounds.each, this.bounds.memory)) {
      const spilled = new SpilledRows(width);
      try {
        await compute((first, values) => spilled.write(first, values));
      } catch (error) {
        spilled.close();
        throw error;
      }
      return { bytes, width, values: null, spilled };
    }
    const values = new Float32Array(count * width);
    await compute((first, part) => values.set(part, first * width));
    return { bytes, width, values, spilled: null };
  }

  private shrink(): void {
    for (const entry of this.entries.values()) {
      if (this.bytesOf((each) => each.values !== null) <= this.bounds.memory) break;
      if (!entry.values) continue;
      entry.spilled = new SpilledRows(entry.width);
      entry.spilled.write(0, entry.values);
      entry.values = null;
    }
    for (const [key, { spilled }] of this.entries) {
      if (this.bytesOf((each) => each.spilled !== null) <= this.bounds.files) break;
      if (!spilled || this.inUse.has(key)) continue;
      spilled.close();
      this.entries.delete(key);
    }
  }

  private bytesOf(which: (entry: Entry) => boolean): number {
    return [...this.entries.values()].reduce((sum, entry) => sum + (which(entry) ? entry.bytes : 0), 0);
  }
}

/** Bytes of frozen layers' outputs that a process keeps in memory: all of them, and of one set of images. */
export const memoryBounds = { memory: 256 * 2 ** 20, each: 64 * 2 ** 20 } as const;

const contentOf = ({ values, spilled, width }: Entry): Rows =>
  values ? rowsInMemory(values, width) : (spilled as SpilledRows);
