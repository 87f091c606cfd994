import { type Configured, nameOf } from '../components/component.js';
import { programLayer } from '../components/program.js';
import type { Registry } from '../components/registry.js';
import { canonicalJson } from '../digest/canonical.js';
import { choices } from '../spec/nearest.js';
import type { Evaluated } from './evaluated.js';
import { shapesOf, unitsOf } from '../components/units.js';
import { fail, failAt, field, kindOf, type Value } from '../spec/value.js';
import { count } from '../words.js';

/**
 * Weights that a run starts from, with the number of units that are copied; all but the output unless it is said.
 * Undefined when nothing is copied, or when the reference leads beyond the levels.
 * @throws SeedbedError SB_WEIGHTS_LAYERS, SB_WEIGHTS_SHAPE.
 */
export function weightsOf(
  written: Value | undefined,
  layers: readonly Configured[],
  registry: Registry,
  resolve: (reference: Value) => Evaluated | undefined,
): { from: { run: string }; layers?: number } | undefined {
  if (written === undefined) return undefined;
  const from = field(written, 'from') ?? written;
  if (from !== written && written.kind === 'mapping') {
    for (const [key, entry] of written.entries) {
      if (key !== 'from' && key !== 'layers') throw failAt('SB_SPEC_INVALID', entry.key, `weights has no field "${key}"`, choices(key, ['from', 'layers'])); // prettier-ignore
    }
  }
  const units = unitsOf(layers, registry);
  const asked = from === written ? undefined : field(written, 'layers');
  const copied = asked === undefined ? units.length - 1 : unitsAsked(asked, units.length, 'weights.layers', true);
  if (copied === 0 && isProgram(layers))
    throw fail(
      'SB_WEIGHTS_LAYERS',
      written,
      'a network that a program builds is one unit, and nothing of it would be copied',
      'weights: { from: STAGE, layers: all }',
    );
  const run = resolve(from);
  if (run === undefined || copied === 0) return undefined;
  const theirs = unitsOf(run.config.model.layers, registry);
  for (const [index, unit] of units.slice(0, copied).entries()) {
    const other = theirs[index];
    if (other && canonicalJson(shapesOf(unit, registry)) === canonicalJson(shapesOf(other, registry))) continue;
    throw fail('SB_WEIGHTS_SHAPE', written, `unit ${index + 1} has another shape in ${run.config.stage}: its weights cannot be copied`, 'copy fewer units with { from: …, layers: n }, or give both the same layers'); // prettier-ignore
  }
  return copied === units.length - 1 ? { from: { run: run.key } } : { from: { run: run.key }, layers: copied };
}

/** How many units stay as they are; undefined for none. @throws SeedbedError SB_FREEZE. */
export function freezeOf(written: Value | undefined, layers: readonly Configured[], registry: Registry) {
  if (written === undefined || isZero(written)) return undefined;
  if (isProgram(layers))
    throw fail(
      'SB_FREEZE',
      written,
      'the program of trainer builds this network, which is one unit: only the program can keep layers of it as they are',
      'leave freeze out, and say by an option of program which layers it keeps',
    );
  return unitsAsked(written, unitsOf(layers, registry).length, 'freeze', false) || undefined;
}

const isProgram = (layers: readonly Configured[]) => nameOf(layers.at(-1) ?? '') === programLayer.name;
const isZero = (written: Value) => written.kind === 'scalar' && written.value === 0;

function unitsAsked(written: Value, units: number, what: string, all: boolean): number {
  const most = all ? units : units - 1;
  if (written.kind === 'scalar') {
    if (written.value === 'features') return units - 1;
    if (written.value === 'all' && all) return units;
    if (Number.isInteger(written.value) && (written.value as number) >= 0 && (written.value as number) <= most) return written.value as number; // prettier-ignore
  }
  const range = most === 0 ? '0' : `a number from 0 to ${most}`;
  throw fail(what === 'freeze' ? 'SB_FREEZE' : 'SB_WEIGHTS_LAYERS', written, `${what} cannot be ${kindOf(written)}: the network has ${count(units, 'unit')}`, `${range}, or features${all ? ', or all' : ''}`); // prettier-ignore
}
