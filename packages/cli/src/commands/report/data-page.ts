import { existsSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import { SeedbedError } from '@seedbed/core';

/**
 * The address of a page about the data, relative to a report.
 * @throws SeedbedError SB_OPTION where there is no such file: nobody could follow the link.
 */
export function dataPageLink(file: string | undefined, report: string): { readonly dataPage?: string } {
  if (file === undefined) return {};
  if (!existsSync(file)) throw new SeedbedError('SB_OPTION', `--data-page ${file}: there is no such file`, { hint: 'seedbed data show --spec SPEC writes it' }); // prettier-ignore
  const steps = relative(dirname(report), resolve(file)).split(sep);
  return { dataPage: steps.map(encodeURIComponent).join('/') };
}
