import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js';
import type { Leaf } from './parquet-leaf.js';

/** Bytes of a decimal number, of which the library makes one number in time that grows with their square. */
const longest = 64;

/** Members of what Parquet says of itself, by their numbers there. */
type Members = Readonly<Record<`field_${number}`, unknown>>;
const listIn = (members: Members | undefined, id: number) => (members?.[`field_${id}`] ?? []) as readonly Members[];
const decimal = 5;

/** Whether the least and largest values that a file gives of its columns of decimal numbers are as long as numbers are. */
export function areLimitsShort(said: ArrayBuffer): boolean {
  const all = deserializeTCompactProtocol({ view: new DataView(said), offset: 0 }) as Members;
  const columns = listIn(all, 2).filter(({ field_1: type }) => type !== undefined);
  if (!columns.some(({ field_6: converted }) => converted === decimal)) return true;
  return listIn(all, 4).every((group) =>
    listIn(group, 1).every(({ field_3: meta }, at) => {
      const limits = (meta as Members | undefined)?.field_12 ?? {};
      return columns[at]?.field_6 !== decimal || Object.values(limits).every((each) => !(each instanceof Uint8Array) || each.length <= longest); // prettier-ignore
    }),
  );
}

export const isDecimal = ({ element }: Leaf): boolean => element.converted_type === 'DECIMAL';

/** Whether decimal numbers that follow each other, each with its length, are as long as numbers are. */
export function areDecimals(view: DataView, start: number, values: number, { element }: Leaf): boolean {
  if (element.type === 'FIXED_LEN_BYTE_ARRAY') return element.type_length! <= longest;
  if (element.type !== 'BYTE_ARRAY') return true;
  for (let at = start, each = 0; each < values; each++) {
    const length = at + 4 <= view.byteLength ? view.getUint32(at, true) : Infinity;
    if (length > longest) return false;
    at += 4 + length;
  }
  return true;
}
