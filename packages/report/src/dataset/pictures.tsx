import { pngOf, type DatasetFacts, type ShownExample, type Thumbnail } from '@seedbed/core';
import { exact, exampleName } from './words.js';

/** Pixels on the page of the longer side of a picture that is smaller than that. */
const shownSide = 64;

/** An image as large as it is, or enlarged by a whole number. */
export function Picture({ picture, name }: { readonly picture: Thumbnail; readonly name: string }) {
  const { image, pixels } = picture;
  const factor = Math.max(1, Math.floor(shownSide / Math.max(image.height, image.width)));
  const source = `data:image/png;base64,${pngOf(image, pixels).toString('base64')}`;
  return <img src={source} alt={name} title={name} width={factor * image.width} height={factor * image.height} />;
}

interface ShownProps {
  readonly example: ShownExample;
  readonly facts: DatasetFacts;
}

/** The first values of an example, in the order in which they go into a network. */
export function valuesText({ values }: ShownExample, { inputs }: DatasetFacts): string {
  const all = inputs.shape.reduce((product, extent) => product * extent, 1);
  return `${values.map(exact).join(', ')}${all > values.length ? `, … (${all} values)` : ''}`;
}

/** An example's inputs, as a picture or as numbers. */
export const Inputs = ({ example, facts }: ShownProps) =>
  example.picture ? (
    <Picture picture={example.picture} name={exampleName(example, facts)} />
  ) : (
    <code>{valuesText(example, facts)}</code>
  );
