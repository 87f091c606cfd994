import { type ImageShape, type OpenContext, type PackImages, type Part, partOrder } from '@seedbed/core';
import type { ImageWorkers } from '../decode/image-workers.js';
import type { SourceFiles } from '../files/source-files.js';
import type { Survey } from '../layout/layout.js';
import { Findings } from './findings.js';

interface Entry {
  readonly part: Part;
  readonly classIndex: number;
  readonly name: string;
}

/** All images in packed order: train before test, then class, then name. */
export const entriesOf = ({ classes }: Survey): Entry[] =>
  partOrder.flatMap((part) =>
    classes.flatMap((each, classIndex) => each[part].map((name) => ({ part, classIndex, name }))),
  );

/**
 * Decodes a surveyed set, on all cores, into a packed file.
 * @param source digest of the original data.
 * @throws SeedbedError SB_DATA_IMAGE that names what cannot be decoded, unless it is to be left out.
 */
export function packImages(
  files: SourceFiles,
  survey: Survey,
  shape: ImageShape,
  workers: ImageWorkers,
  source: string,
  { onProgress, skipDamaged = false }: Pick<OpenContext, 'onProgress' | 'skipDamaged'>,
): PackImages {
  return async (add) => {
    const entries = entriesOf(survey);
    const findings = new Findings(shape);
    const leftOut: string[] = [];
    let done = 0;
    await workers.decode(
      entries.map(({ name }) => files.locate(name)),
      (index, pixels, fact) => {
        const { part, classIndex, name } = entries[index]!;
        findings.add(fact, name, () => files.describe(name));
        if (fact.damage === undefined) add(part, classIndex, pixels);
        else leftOut.push(name);
        onProgress?.((done += 1), entries.length);
      },
    );
    if (!skipDamaged) findings.refuseDamaged();
    return { notes: [...survey.notes, ...findings.notes(leftOut)], source };
  };
}
