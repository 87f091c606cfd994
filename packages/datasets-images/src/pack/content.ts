import type { Content, OpenContext } from '@seedbed/core';
import type { ImageWorkers } from '../decode/image-workers.js';
import type { ImageShape } from '../decode/shape.js';
import { Findings } from './findings.js';
import { entriesOf, type ReadSet } from './read-set.js';

/**
 * The examples of a set that was read: decoded on all cores, in packed order.
 * @returns content whose `examples` throws SeedbedError SB_DATA_IMAGE that names what cannot be decoded, unless it is to be
 * left out.
 */
export function contentOf(
  { files, survey }: ReadSet,
  image: ImageShape,
  workers: ImageWorkers,
  { onProgress, skipDamaged = false }: Pick<OpenContext, 'onProgress' | 'skipDamaged'>,
): Content {
  return {
    inputs: { shape: [image.height, image.width, image.channels], type: 'uint8' },
    classes: survey.classes.map(({ name }) => name),
    examples: async (add) => {
      const entries = entriesOf(survey);
      const findings = new Findings(image);
      let done = 0;
      let trained = 0;
      await workers.decode(
        entries.map(({ name }) => files.locate(name)),
        (index, pixels, fact) => {
          const { part, classIndex, name } = entries[index]!;
          findings.add(fact, name, () => files.describe(name));
          if (fact.damage === undefined && part === 'train') trained += 1;
          if (fact.damage === undefined) add({ part, class: classIndex, values: pixels });
          onProgress?.((done += 1), entries.length);
        },
      );
      findings.refuseDamaged(trained, skipDamaged);
      return [...survey.notes, ...findings.notes()];
    },
  };
}
