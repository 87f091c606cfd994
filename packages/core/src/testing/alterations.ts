import type { Dataset } from '../dataset/dataset.js';
import type { ReadExample } from '../dataset/each-example.js';
import { imageOf, type ImageShape } from '../dataset/network-data.js';
import { digestOfExample } from './survey.js';

type Values = ReadExample['values'];
type Content = Pick<ReadExample, 'values' | 'targets'>;

/** Whether the example that has this digest is this one, turned, inverted, or with its numbers in another order. */
export function alteration(digest: string, { values, targets }: Content, dataset: Dataset): string | undefined {
  const image = imageOf(dataset);
  const what = image ? 'image' : 'row';
  const changes: readonly [string, Content][] = [
    ...(image ? imageChanges(values, image) : rowChanges(values)).map(([how, changed]): [string, Content] => [how, { values: changed, targets }]), // prettier-ignore
    ...(targets.length > 1 ? [['with what is to be predicted backwards', { values, targets: targets.toReversed() }] as [string, Content]] : []), // prettier-ignore
  ];
  const found = changes.find(([, changed]) => digestOfExample(changed).startsWith(digest));
  return found && `the ${what} is ${found[0]}`;
}

const rowChanges = (values: Values): [string, Values][] => [['backwards', values.toReversed()]];

function imageChanges(pixels: Values, { height, width, channels }: ImageShape): [string, Values][] {
  const at = (row: number, column: number, channel: number) => pixels[(row * width + column) * channels + channel] as number; // prettier-ignore
  const planes = (row: number, column: number, channel: number) => pixels[channel * height * width + row * width + column] as number; // prettier-ignore
  const moved = (from: (row: number, column: number, channel: number) => number) =>
    Uint8Array.from({ length: pixels.length }, (_, index) => {
      const place = Math.floor(index / channels);
      return from(Math.floor(place / width), place % width, index % channels);
    });
  return [
    ...(height === width ? [['transposed', moved((r, c, k) => at(c, r, k))] as [string, Values]] : []),
    ['mirrored', moved((r, c, k) => at(r, width - 1 - c, k))],
    ['upside down', moved((r, c, k) => at(height - 1 - r, c, k))],
    ['turned by half', moved((r, c, k) => at(height - 1 - r, width - 1 - c, k))],
    ['with its channels backwards', moved((r, c, k) => at(r, c, channels - 1 - k))],
    ['channel by channel', moved(planes)],
    ['inverted', moved((r, c, k) => 255 - at(r, c, k))],
  ];
}
