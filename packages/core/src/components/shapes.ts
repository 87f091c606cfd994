/** Of one example: [rows, columns, channels], [tokens, width] or [values]. */
export type Shape = readonly number[];

export const sizeOf = (shape: Shape): number => shape.reduce((product, extent) => product * extent, 1);

/** Channels, width, or values: what the last axis counts. */
export const lastOf = (shape: Shape): number => shape[shape.length - 1] as number;

export const shapeText = (shape: Shape): string => shape.join(' x ');

/** An example's shape that a layer cannot take. */
export class Misfit extends Error {
  /** @param fix what to write instead. */
  constructor(
    message: string,
    readonly fix: string,
  ) {
    super(message);
  }
}

/** Rows, columns and channels. @throws Misfit for what is no image. */
export function imageShape(shape: Shape): [rows: number, columns: number, channels: number] {
  const [rows, columns, channels] = shape;
  if (shape.length === 3) return [rows as number, columns as number, channels as number];
  throw new Misfit(`it takes images, but gets ${shapeText(shape)}`, 'put it before what flattens: dense, flatten, globalAveragePool, patchEmbedding'); // prettier-ignore
}

/** Places of a window along an axis. @returns 0 where it fits nowhere. */
export const placesOf = (extent: number, window: number, stride: number, padding: 'same' | 'valid'): number =>
  Math.max(0, Math.ceil((padding === 'valid' ? extent - window + 1 : extent) / stride));
