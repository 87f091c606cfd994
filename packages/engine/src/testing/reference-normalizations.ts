import { alone, own, type ReferenceCall, type ReferenceLayer, type Values } from './reference-call.js';

/* Normalizations once more, in plain loops and doubles. */

export interface Statistics {
  readonly mean: number;
  /** Mean of squared distances from the mean. */
  readonly variance: number;
}

export function statisticsOf(values: readonly number[]): Statistics {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, variance };
}

/** Values of a channel in a batch, by channel. */
export function byChannel(batch: readonly Values[], channels: number): number[][] {
  const all = batch.flatMap((x) => Array.from(x));
  return Array.from({ length: channels }, (_, channel) => all.filter((_, at) => at % channels === channel));
}

/** A value by the statistics of those that it is normalized with, scaled and shifted as its channel. */
function normal(call: ReferenceCall, value: number, at: number, { mean, variance }: Statistics): number {
  const [scale, shift] = [own(call, 'scale') as Values, own(call, 'shift') as Values];
  const channel = at % scale.length;
  const deviation = Math.sqrt(variance + (call.layer.options['epsilon'] as number));
  return ((value - mean) / deviation) * (scale[channel] as number) + (shift[channel] as number);
}

/** In training: by the batch's own statistics. */
export const batchNorm: ReferenceLayer = (call, batch) => {
  const channels = call.layer.input.at(-1) as number;
  const statistics = byChannel(batch, channels).map(statisticsOf);
  return batch.map((x) => Float64Array.from(x, (value, at) => normal(call, value, at, statistics[at % channels] as Statistics))); // prettier-ignore
};

/** Values of an example that have the same key are normalized together. */
const within = (key: (call: ReferenceCall, at: number) => number) =>
  alone((call, x) => {
    const parts = new Map<number, number[]>();
    for (let at = 0; at < x.length; at++) {
      const part = key(call, at);
      parts.set(part, [...(parts.get(part) ?? []), x[at] as number]);
    }
    const statistics = new Map([...parts].map(([part, values]) => [part, statisticsOf(values)]));
    return Float64Array.from(x, (value, at) => normal(call, value, at, statistics.get(key(call, at)) as Statistics));
  });

export const layerNorm = within(({ layer: { input } }, at) => (input.length === 2 ? Math.floor(at / (input[1] as number)) : 0)); // prettier-ignore

export const groupNorm = within(({ layer: { input, options } }, at) => {
  const channels = input.at(-1) as number;
  return Math.floor(((at % channels) * (options['groups'] as number)) / channels);
});
