/** A class's intact images in packaged order, 784 bytes each, and how many entries were left out. */
export interface ClassImages {
  readonly images: readonly Uint8Array[];
  readonly leftOut: number;
}

/** Reads the entries of one class's file; an entry that is not 784 integers from 0 to 255 is left out. */
export function parseClass(text: string): ClassImages {
  const { data } = JSON.parse(text) as { data: unknown[] };
  const images = data.filter(isImage).map((entry) => Uint8Array.from(entry));
  return { images, leftOut: data.length - images.length };
}

const isImage = (entry: unknown): entry is number[] =>
  Array.isArray(entry) &&
  entry.length === 28 * 28 &&
  entry.every((pixel) => Number.isInteger(pixel) && pixel >= 0 && pixel <= 255);
