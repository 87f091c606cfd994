import type { DatasetFacts } from '../dataset/dataset.js';
import { imageOf } from '../dataset/network-data.js';
import { byteColumns, numberColumns, type PassingColumns } from './summary.js';

/** In what the values of all examples are summarized: columns of rows, channels of images, or all of them together. */
export interface Columns {
  readonly of: 'column' | 'channel' | 'value';
  readonly count: number;
  /** The first so many are summarized. */
  readonly shown: number;
}

const mostShown = 200;

export function columnsOf({ inputs }: Pick<DatasetFacts, 'inputs'>): Columns {
  const image = imageOf({ inputs });
  const [length, ...more] = inputs.shape as [number, ...number[]];
  if (image) return { of: 'channel', count: image.channels, shown: Math.min(mostShown, image.channels) };
  if (more.length > 0) return { of: 'value', count: 1, shown: 1 };
  return { of: 'column', count: length, shown: Math.min(mostShown, length) };
}

export const passingColumns = ({ type }: DatasetFacts['inputs'], { count, shown }: Columns): PassingColumns =>
  type === 'uint8' ? byteColumns(count, shown) : numberColumns(count, shown);

/** Watches whether values at a place are the same in every example. */
export interface Constants {
  look(values: Uint8Array | Float32Array): void;
  /** Places, from 0, where they are. */
  places(): number[];
}

export function constants(): Constants {
  let first: Uint8Array | Float32Array | undefined;
  let varies = new Uint8Array();
  let left = 0;
  return {
    look(values) {
      if (!first) {
        first = values.slice();
        varies = new Uint8Array(values.length);
        left = values.length;
      }
      if (left === 0) return;
      for (let at = 0; at < values.length; at++) {
        if (varies[at] === 1 || values[at] === first[at]) continue;
        varies[at] = 1;
        left--;
      }
    },
    places: () => [...varies.keys()].filter((at) => varies[at] === 0),
  };
}
