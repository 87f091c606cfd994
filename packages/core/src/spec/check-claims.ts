import type { ClaimSpec, ContrastSpec } from './claims-schema.js';
import { choices } from './nearest.js';
import type { ParsedSpec } from './parse.js';

/** Claims speak of conditions and sizes that the experiment has. @throws SeedbedError SB_SPEC_CLAIM at the name. */
export function checkClaims({ spec, problem }: ParsedSpec): void {
  spec.claims.forEach(({ id, test }, index) => {
    const refuse = (path: readonly (string | number)[], message: string, hint?: string) =>
      problem(['claims', index, 'test', ...path], 'SB_SPEC_CLAIM', `claim ${id} ${message}`, hint);
    for (const { names, path } of namesIn(test)) {
      names.forEach((name, position) => {
        for (const written of everywhere(name, test)) {
          if (spec.conditions.includes(written)) continue;
          const where = written === name ? '' : ` (from "${name}")`;
          throw refuse([...path, position], `speaks of "${written}"${where}, which is no condition here`, choices(written, spec.conditions)); // prettier-ignore
        }
      });
    }
    (test.sizes ?? []).forEach((size, position) => {
      if (spec.split.target.images.includes(size)) return;
      throw refuse(['sizes', position], `speaks of size ${size}, which is no target size here`, `there are ${spec.split.target.images.join(', ')}`); // prettier-ignore
    });
    if (test.kind !== 'best') return;
    const stranger = test.are.findIndex((name) => !test.among.includes(name));
    if (stranger >= 0)
      throw refuse(
        ['are', stranger],
        `names "${test.are[stranger]}", but "${test.are[stranger]}" is not among the compared`,
      );
    if (test.among.every((name) => test.are.includes(name)))
      throw refuse(['are'], 'says nothing: one of the compared is always best', 'leave some of "among" out of "are"');
  });
}

/** A name with the axis' values in it, one a point; a name without the axis stands for itself. */
function everywhere(name: string, { over }: ClaimSpec['test']): string[] {
  return over === undefined ? [name] : over.values.map((value) => name.replaceAll(`{${over.name}}`, String(value)));
}

interface Names {
  readonly names: readonly string[];
  readonly path: readonly (string | number)[];
}

function namesIn(test: ClaimSpec['test']): Names[] {
  const inContrast = ({ mean, minus }: ContrastSpec, path: readonly (string | number)[]): Names[] => [
    { names: mean, path: [...path, 'mean'] },
    { names: minus, path: [...path, 'minus'] },
  ];
  switch (test.kind) {
    case 'trend':
      return inContrast(test.contrast, ['contrast']);
    case 'best':
      return [
        { names: test.among, path: ['among'] },
        { names: test.are, path: ['are'] },
      ];
    case 'equivalence':
      return test.contrasts.flatMap((contrast, index) => inContrast(contrast, ['contrasts', index]));
    case 'contrasts':
      return [
        ...test.contrasts.flatMap((contrast, index) => inContrast(contrast, ['contrasts', index])),
        { names: test.best?.among ?? [], path: ['best', 'among'] },
        { names: test.best?.are ?? [], path: ['best', 'are'] },
      ];
  }
}
