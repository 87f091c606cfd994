import { type HuffmanTable, huffmanTables, NoSuchData } from './huffman.js';
import { acCode, type Band, dcCode } from './progressive.js';
import type { ScanCode } from './scan.js';
import { isFrame } from './segments.js';
import { sequentialCode, type ScanComponent } from './sequential.js';

interface Frame {
  /** With Huffman codes and 8 bits: the scans that can be read strictly. */
  readonly coding: 'sequential' | 'progressive' | undefined;
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
  const coding =
    body[0] !== 8 ? undefined : marker <= 0xc1 ? 'sequential' : marker === 0xc2 ? 'progressive' : undefined;
  return { coding, width: word(body, 3), height: word(body, 1), components };
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
  /** By component: for each block and coefficient, whether it is other than zero. */
  private readonly known = new Map<number, Uint8Array>();
  /** By component: for each coefficient, the lowest bit that was sent. */
  private readonly lowest = new Map<number, number[]>();
  private frame: Frame | undefined;

  /** Takes note of a segment. */
  read(marker: number, body: Uint8Array): void {
    if (isFrame(marker)) this.frame = frameOf(marker, body);
    else if (marker === 0xc4) huffmanTables(body).forEach((table, key) => this.huffman.set(key, table));
    else if (marker === 0xdb) stepsOf(body).forEach(([number, steps]) => this.steps.set(number, steps));
    else if (marker === 0xdd) this.restart = word(body, 0);
  }

  /** Whether scans have all coefficients at once: then the parameters of their headers mean nothing. */
  get sequential(): boolean {
    return this.frame?.coding === 'sequential';
  }

  /** Whether the scans that were read gave every bit of every coefficient. */
  get complete(): boolean {
    const { components = [] } = this.frame ?? {};
    return components.length > 0 && components.every(({ id }) => this.lowest.get(id)?.every((bit) => bit === 0));
  }

  /** How a scan with this header is read (A.2, G.1.1.1.1). @throws NoSuchData where it cannot be read strictly. */
  codeOf(header: Uint8Array): ScanCode {
    if (!this.frame?.coding) throw new NoSuchData('another coding');
    const { width, height, components } = this.frame;
    const chosen = Array.from({ length: header[0]! }, (_, index) => this.component(header.subarray(1 + 2 * index)));
    const most = {
      across: Math.max(...components.map((each) => each.across)),
      down: Math.max(...components.map((each) => each.down)),
    };
    // A component alone has a block a unit, and only those that lie in the picture.
    const alone = chosen.length === 1 ? chosen[0] : undefined;
    const units = (size: number, own: number | undefined, all: number) =>
      own === undefined ? Math.ceil(size / (8 * all)) : Math.ceil(Math.ceil((size * own) / all) / 8);
    const sizes = {
      units: units(width, alone?.across, most.across) * units(height, alone?.down, most.down),
      restart: this.restart,
    };
    const scanned = chosen.map((each): ScanComponent => ({ ...each, blocks: alone ? 1 : each.across * each.down }));
    if (this.sequential) return sequentialCode(scanned, sizes);
    const band = bandOf(header);
    if (band.first === 0) return dcCode(scanned, band, sizes);
    if (!alone) throw new NoSuchData('a band of several components');
    const known = this.known.get(alone.id) ?? new Uint8Array(64 * sizes.units);
    this.known.set(alone.id, known);
    return acCode(scanned[0]!, band, known, sizes);
  }

  /** Takes note of a scan that was read to its end. */
  sent(header: Uint8Array): void {
    const { first, last, now } = this.sequential ? { first: 0, last: 63, now: 0 } : bandOf(header);
    for (let index = 0; index < header[0]!; index++) {
      const id = header[1 + 2 * index]!;
      const bits = this.lowest.get(id) ?? new Array<number>(64).fill(Infinity);
      this.lowest.set(id, bits.fill(now, first, last + 1));
    }
  }

  private component(header: Uint8Array) {
    const [id, tables] = header as unknown as [number, number];
    const component = this.frame!.components.find((each) => each.id === id);
    const steps = component && this.steps.get(component.table);
    const sampled = component !== undefined && component.across > 0 && component.down > 0;
    if (!sampled || !steps) throw new NoSuchData('a scan without its tables');
    const table = (key: number) => this.huffman.get(key) ?? noTable;
    return { ...component, dc: table(tables >> 4), ac: table(16 + (tables & 15)), steps };
  }
}

/** Not every scan needs both tables. */
const noTable: HuffmanTable = { symbols: new Uint8Array(), largest: [], offset: [] };

function bandOf(header: Uint8Array): Band {
  const [first, last, bits] = header.subarray(1 + 2 * header[0]!) as unknown as [number, number, number];
  return { first, last: Math.min(last, 63), before: bits >> 4, now: bits & 15 };
}
