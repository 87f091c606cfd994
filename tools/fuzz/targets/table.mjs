/* Tables of text and Parquet as the plugin `table` opens them, under many options. */
import { gzipSync } from 'node:zlib';
import { fromDist } from '../../built.mjs';
import { nestedFooter, parquet } from '../grammar/parquet.mjs';
import { distorted, mutated, prototypeKeys } from '../mutate.mjs';
import { openedBy, tableFile } from '../opened.mjs';

export const name = 'table';
export const about =
  'CSV, TSV, JSON lines and Parquet as tables: quotes without end, cells, footers and pages that lie';
export const share = 0.15;
export const streams = true;

let corpus;
const opened = openedBy(name, async () => (await fromDist('datasets-tables')).table);

export async function prepare(places) {
  const lines = (file) => Buffer.from(tableFile(file).toString('utf8').split('\n').slice(0, 16).join('\n'));
  corpus = { csv: [lines('rows.csv')], tsv: [lines('rows.tsv')], jsonl: [lines('rows.jsonl')], parquet: [tableFile('rows.parquet')] }; // prettier-ignore
  await opened.prepare(places);
}

const uses = [
  { set: 't', class: 'outcome', part: 'split', group: 'site', categories: ['color'], columns: ['age', 'weight', 'smoker', 'color', 'code'] }, // prettier-ignore
  { set: 't', class: 'outcome', group: 'site', categories: ['color'], columns: ['age', 'weight', 'color'] },
  { set: 't', target: { price: 'USD' }, columns: ['age', 'weight'] },
  { set: 't', target: ['price', 'weight'], categories: { color: ['rot', 'grün', 'blau'] }, columns: ['color', 'age'], missing: 'indicator' }, // prettier-ignore
  { set: 't', class: 'outcome', classes: ['no', 'unknown', 'yes'], columns: ['age', 'weight'], missing: 'dropRows' },
  { set: 't', target: 'price', group: 'site', categories: ['color', 'site', 'split', 'outcome'] },
  { set: 't', categories: ['color', 'site', 'split', 'outcome', ...prototypeKeys] },
  { set: 't', columns: ['age'] },
];

const words = [',', ';', '\t', '"', '""', '\n', '\r', '\r\n', '\0', '\ufeff', '\ud83d', 'NaN', 'Infinity', '-inf', '1e400', '1e38', '4e38', '-0', '0x10', '1,5', '1.234,5', '2020-01-01', 'true', '?', 'NA', 'null', '{', '}', '[', '[1]', '{"a":', '9'.repeat(400), '9007199254740993', 'x'.repeat(1001), '\u202e', 'é', 'e\u0301', '=1+1', ...prototypeKeys, '"__proto__":1,']; // prettier-ignore

/** A line, a cell or a quote without end, and what repeats a hundred thousand times. */
const endless = (random, text) =>
  random.choose([
    [3, () => `${text}"${random.pick(['x', 'x,', '\n', '""', 'é\n'])}`.concat(random.pick(words)).concat('x,\n'.repeat(random.skewed(60_000)))], // prettier-ignore
    [3, () => text + `${random.pick(text.split('\n'))}\n`.repeat(random.skewed(5000))],
    [2, () => random.pick(words).repeat(random.skewed(60_000)).slice(0, 500_000)],
    [2, () => `${text}\n{${'"a":{'.repeat(random.skewed(100_000))}`],
    [2, () => `${text}\n${'['.repeat(random.skewed(60_000))}`],
    [2, () => Array.from({ length: random.skewed(30_000) }, (_, at) => `c${at}`).join(random.pick([',', '\t'])).concat('\n1,2')], // prettier-ignore
  ]);

/** The same text, encoded or packed in another way. */
const encoded = (random, bytes) =>
  random.choose([
    [20, () => bytes],
    [1, () => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le')],
    [1, () => Buffer.from(`\ufeff${bytes.toString('utf8')}`, 'utf16le').swap16()],
    [1, () => Buffer.concat([Buffer.from([0xff, 0xfe]), bytes])],
    [1, () => Buffer.from(bytes.toString('utf8').replaceAll('\n', random.pick(['\r', '\r\n', '\n\n'])))],
    [2, () => gzipSync(bytes, { level: 1 })],
    [1, () => mutated(random, [gzipSync(bytes, { level: 1 })])],
    [0.01, () => Buffer.concat(Array(random.between(1, 100)).fill(gzipSync(Buffer.alloc(2 ** 20, random.pick(['1,2\n', ' ', '"', 'a'])), { level: 1 })))], // prettier-ignore
  ]);

function text(random, format) {
  const bytes = random.choose([
    [30, () => mutated(random, corpus[format], words)],
    [15, () => corpus[format][0]],
    [0.5, () => Buffer.from(endless(random, corpus[format][0].toString('utf8')))],
  ]);
  return encoded(random, bytes);
}

const columnTypes = ['INT32', 'INT64', 'DOUBLE', 'FLOAT', 'BYTE_ARRAY', 'BOOLEAN', 'INT96', 'FIXED'];

/** A table whose footer, pages and runs claim what is not there. */
function forged(random) {
  const rows = random.chance(0.9) ? 1 + random.skewed(40) : random.skewed(3000);
  const names = ['age', 'weight', 'price', 'color', 'site', 'outcome', 'split', 'age', ...prototypeKeys];
  const valuesOf = { color: ['rot', 'grün', 'blau'], site: ['s1', 's2'], outcome: ['yes', 'no'], split: ['train', 'test', 'val'] }; // prettier-ignore
  const column = (each) => {
    const list = valuesOf[each];
    const type = list ? 'BYTE_ARRAY' : random.pick(columnTypes);
    const values = Array.from({ length: rows }, (_, row) => (list ? list[row % list.length] : random.pick([row, row / 3, NaN, Infinity, -1, 2 ** 31]))).map((value) => (type === 'BYTE_ARRAY' ? String(value) : value)); // prettier-ignore
    return { name: each, type, optional: random.chance(0.6), values, ...(random.chance(0.2) && { converted: random.below(22) }) }; // prettier-ignore
  };
  const all = Array.from({ length: 1 + random.below(7) }, (_, at) => column(random.chance(0.8) ? names[at] : random.pick(names))); // prettier-ignore
  return parquet(random, all, { lying: random.pick([0, 0.02, 0.05, 0.2]) });
}

const table = (random, format) =>
  format !== 'parquet'
    ? text(random, format)
    : random.choose([
        [4, () => mutated(random, corpus.parquet, ['PAR1', '\xff\xff\xff\x7f', '\xf9\xff\xff\xff\xff\x07'])],
        [6, () => forged(random)],
        [2, () => mutated(random, [forged(random)])],
        [0.5, () => nestedFooter(random)],
      ]);

const places = ['rows', 'train', 'test', 'valid', 'data/train', 'train-00000-of-00002', 'train-00001-of-00002', 'README', '0']; // prettier-ignore

export function generate(random) {
  const format = random.pick(Object.keys(corpus));
  const ending = () => `${random.chance(0.95) ? format : random.pick([...Object.keys(corpus), 'txt', 'zip'])}${random.chance(0.05) ? '.gz' : ''}`; // prettier-ignore
  const count = random.chance(0.8) ? 1 : 1 + random.below(4);
  const files = Object.fromEntries(Array.from({ length: count }, (_, at) => [`${at === 0 ? 'train' : random.pick(places)}.${ending()}`, table(random, format)])); // prettier-ignore
  const as = count === 1 && random.chance(0.8) ? 'file' : random.pick(['folder', 'folder', 'zip', 'tar']);
  const use = random.pick(uses);
  const options = random.chance(0.9) ? use : { ...distorted(random, use, ['age', 'price', 'outcome', 'color']), set: 't' }; // prettier-ignore
  return { files, as, options, ...(random.chance(0.5) && { share: random.pick([0, 0.1, 0.3, 0.99, 1]) }) };
}

export const { run } = opened;
