import { type HuffmanTable, huffmanTables, NoSuchData } from './huffman.js';
import type { Scan } from './scan.js';
import { isFrame } from './segments.js';

interface Frame {
  /** Sequential, with Huffman codes and 8 bits: the scans that can be read strictly. */
  readonly sequential: boolean;
  readonly width: number;
  readonly height: number;
  readonly components: readonly { id: number; across: number; down: number; table: number }[];
}

const word = (bytes: Uint8Array, at: number) => (bytes[at]! << 8) | bytes[at + 1]!;

function frameOf(marker: number, body: Uint8Array): Frame {
  const components = Array.from({ length: body[5]! }, (_, index) => {
    const [id, sampling, table] = body.subarray(6 + 3 * index, 9 + 3 * index) as unknown as [number, number, number];
    return { id, across: sampling >> 4, down: sampling & 15, table };
  });
  const sequential = (marker === 0xc0 || marker === 0xc1) && body[0] === 8;
  return { sequential, width: word(body, 3), height: word(body, 1), components };
}

/** Steps of quantisation by table, in zigzag order. */
function stepsOf(body: Uint8Array): [number, number[]][] {
  const tables: [number, number[]][] = [];
  for (let at = 0; at < body.length;) {
    const [wide, number, from] = [body[at]! >> 4 !== 0, body[at]! & 15, at + 1];
    const step = (index: number) => (wide ? word(body, from + 2 * index) : body[from + index]!);
    tables.push([number, Array.from({ length: 64 }, (_, index) => step(index))]);
    at += wide ? 129 : 65;
  }
  return tables;
}

/** What a JPEG's segments say, gathered until a scan needs it. */
export class JpegTables {
  private readonly huffman = new Map<number, HuffmanTable>();
  private readonly steps = new Map<number, readonly number[]>();
  private restart = 0;
  private frame: Frame | undefined;

  /** Takes note of a segment. */
  read(marker: number, body: Uint8Array): void {
    if (isFrame(marker)) this.frame = frameOf(marker, body);
    else if (marker === 0xc4) huffmanTables(body).forEach((table, key) => this.huffman.set(key, table));
    else if (marker === 0xdb) stepsOf(body).forEach(([number, steps]) => this.steps.set(number, steps));
    else if (marker === 0xdd) this.restart = word(body, 0);
  }

  /** Whether scans are sequential, with Huffman codes and 8 bits: those that can be read strictly. */
  get sequential(): boolean {
    return this.frame?.sequential ?? false;
  }

  get components(): number {
    return this.frame?.components.length ?? 0;
  }

  /** What a scan's header and the tables say together (A.2). @throws NoSuchData. */
  scanOf(header: Uint8Array): Scan {
    const { width, height, components } = this.frame!;
    const chosen = Array.from({ length: header[0]! }, (_, index) => this.component(header.subarray(1 + 2 * index)));
    const most = {
      across: Math.max(...components.map((each) => each.across)),
      down: Math.max(...components.map((each) => each.down)),
    };
    // A component alone has a block a unit, and only those that lie in the picture.
    const alone = chosen.length === 1 ? chosen[0] : undefined;
    const units = (size: number, own: number | undefined, all: number) =>
      own === undefined ? Math.ceil(size / (8 * all)) : Math.ceil(Math.ceil((size * own) / all) / 8);
    return {
      components: chosen.map((each) => ({ ...each, blocks: alone ? 1 : each.across * each.down })),
      units: units(width, alone?.across, most.across) * units(height, alone?.down, most.down),
      restart: this.restart,
    };
  }

  private component(header: Uint8Array) {
    const [id, tables] = header as unknown as [number, number];
    const component = this.frame!.components.find((each) => each.id === id);
    const [dc, ac] = [this.huffman.get(tables >> 4), this.huffman.get(16 + (tables & 15))];
    const steps = component && this.steps.get(component.table);
    const sampled = component !== undefined && component.across > 0 && component.down > 0;
    if (!sampled || !dc || !ac || !steps) throw new NoSuchData('a scan without its tables');
    return { ...component, dc, ac, steps };
  }
}
