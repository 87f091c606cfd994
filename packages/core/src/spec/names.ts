import { failAt, type Place } from './value.js';

const form = /^[A-Za-z][A-Za-z0-9_-]*$/;
const taken = ['step', 'replicate'];

/** @throws SeedbedError SB_SPEC_NAME for what cannot be the name of a stage, set, group, factor, variable or metric. */
export function checkName(name: string, place: Place, what: string): void {
  if (!form.test(name)) {
    throw failAt('SB_SPEC_NAME', place, `"${name}" cannot be the name of a ${what}`, 'a name begins with a letter and has letters, digits, - and _'); // prettier-ignore
  }
  if (taken.includes(name) && (what === 'factor' || what === 'variable' || what === 'metric')) {
    throw failAt('SB_SPEC_NAME', place, `a ${what} cannot be called "${name}": figures use that word`, 'give it another name'); // prettier-ignore
  }
}
