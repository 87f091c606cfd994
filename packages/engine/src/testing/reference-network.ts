import type { ConvolutionLayer, DenseLayer, Layer } from '../network/layers.js';
import { sizeOf } from '../network/layers.js';

/*
 * The network once more, in plain loops and doubles, one image at a time: bias and ReLU before pooling, as the papers
 * write it. Shares no code with the kernels.
 */

type Values = ArrayLike<number>;

export interface ReferenceBatch {
  readonly inputs: Values;
  readonly labels: readonly number[];
  /** By layer name, [rows x units], already scaled. */
  readonly masks: Readonly<Record<string, Values>>;
}

/** Zeros before the first pixel where TensorFlow pads SAME. */
function before(extent: number, kernel: number, stride: number): number {
  const outputs = Math.ceil(extent / stride);
  return Math.floor(Math.max((outputs - 1) * stride + kernel - extent, 0) / 2);
}

function convolution(layer: ConvolutionLayer, parameters: Values, offset: number, x: Values): Float64Array {
  const [height, width, channels] = layer.input as [number, number, number];
  const [kernel, , , filters] = layer.weights as [number, number, number, number];
  const { stride, poolSize: pool } = layer;
  const biases = offset + sizeOf(layer.weights);
  const [top, left] = [before(height, kernel, stride), before(width, kernel, stride)];
  const [wideHeight, wideWidth] = [Math.ceil(height / stride), Math.ceil(width / stride)];
  const wide = new Float64Array(wideHeight * wideWidth * filters);
  for (let row = 0; row < wideHeight; row++)
    for (let column = 0; column < wideWidth; column++)
      for (let filter = 0; filter < filters; filter++) {
        let sum = parameters[biases + filter] as number;
        for (let down = 0; down < kernel; down++)
          for (let right = 0; right < kernel; right++) {
            const [y, at] = [row * stride + down - top, column * stride + right - left];
            if (y < 0 || y >= height || at < 0 || at >= width) continue;
            for (let channel = 0; channel < channels; channel++) {
              const weight = offset + ((down * kernel + right) * channels + channel) * filters + filter;
              sum += (x[(y * width + at) * channels + channel] as number) * (parameters[weight] as number);
            }
          }
        wide[(row * wideWidth + column) * filters + filter] = Math.max(sum, 0);
      }
  const [outHeight, outWidth] = layer.output as [number, number, number];
  const output = new Float64Array(outHeight * outWidth * filters);
  for (let row = 0; row < outHeight * pool; row++)
    for (let column = 0; column < outWidth * pool; column++)
      for (let filter = 0; filter < filters; filter++) {
        const at = (Math.floor(row / pool) * outWidth + Math.floor(column / pool)) * filters + filter;
        output[at] = Math.max(output[at] as number, wide[(row * wideWidth + column) * filters + filter] as number);
      }
  return output;
}

function dense(layer: DenseLayer, parameters: Values, offset: number, x: Values): Float64Array {
  const [inputs, units] = layer.weights as [number, number];
  return Float64Array.from({ length: units }, (_, unit) => {
    let sum = parameters[offset + inputs * units + unit] as number;
    for (let input = 0; input < inputs; input++)
      sum += (x[input] as number) * (parameters[offset + input * units + unit] as number);
    return layer.relu ? Math.max(sum, 0) : sum;
  });
}

/**
 * What `layers` make of one image.
 * @param parameters the vector, beginning with `layers[0]`.
 */
export function referenceOutput(
  layers: readonly Layer[],
  parameters: Values,
  image: Values,
  mask: (layer: Layer) => Values | undefined = () => undefined,
): Values {
  const first = (layers[0] as Layer).from;
  return layers.reduce<Values>((signal, layer) => {
    const offset = layer.from - first;
    if (layer.kind === 'convolution') return convolution(layer, parameters, offset, signal);
    const kept = mask(layer);
    const output = dense(layer, parameters, offset, signal);
    return kept ? output.map((value, unit) => value * (kept[unit] as number)) : output;
  }, image);
}

/** Mean cross-entropy of a batch, in nats, as a function of the parameters. */
export function referenceLoss(layers: readonly Layer[], parameters: Values, batch: ReferenceBatch): number {
  const extent = sizeOf((layers[0] as Layer).input);
  const losses = batch.labels.map((label, row) => {
    const image = Array.prototype.slice.call(batch.inputs, row * extent, (row + 1) * extent);
    const logits = Array.from(
      referenceOutput(layers, parameters, image, (layer) => {
        const units = layer.output[0] as number;
        const mask = batch.masks[layer.name];
        return mask && Array.prototype.slice.call(mask, row * units, (row + 1) * units);
      }),
    );
    const highest = Math.max(...logits);
    const total = logits.reduce((sum, logit) => sum + Math.exp(logit - highest), 0);
    return Math.log(total) + highest - (logits[label] as number);
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}
