import { choices } from '../spec/nearest.js';
import type { Evaluated, Stages } from './evaluated.js';
import { type GridPoint, levelsNamed } from '../spec/grid.js';
import { fail, failAt, field, kindOf, textOf, type Value } from '../spec/value.js';

/** Follows references from one grid point. */
export class Reference {
  constructor(
    private readonly stages: Stages,
    private readonly point: GridPoint,
  ) {}

  /**
   * The run that a reference leads to: the same replicate and grid point, but for `at`. Undefined beyond the first or
   * last level.
   * @throws SeedbedError SB_REFERENCE_FORM, SB_STAGE_UNKNOWN, SB_FACTOR_UNKNOWN, SB_LEVEL_UNKNOWN.
   */
  resolve(written: Value): Evaluated | undefined {
    const { stages } = this.stages.experiment;
    const named = textOf(written) === undefined ? field(written, 'stage') : written;
    const stage = named && textOf(named);
    if (named === undefined || stage === undefined) {
      throw fail('SB_REFERENCE_FORM', written, `${kindOf(written)} names no run`, 'write STAGE, or { stage: STAGE, at: { FACTOR: LEVEL } }'); // prettier-ignore
    }
    if (written.kind === 'mapping') {
      for (const [key, entry] of written.entries) {
        if (key !== 'stage' && key !== 'at') throw failAt('SB_REFERENCE_FORM', entry.key, `a reference has no field "${key}"`, choices(key, ['stage', 'at'])); // prettier-ignore
      }
    }
    if (!stages.includes(stage)) throw fail('SB_STAGE_UNKNOWN', named, `there is no stage "${stage}"`, choices(stage, stages)); // prettier-ignore
    const point = this.moved(field(written, 'at'));
    return point && this.stages.stage(stage, point, written);
  }

  private moved(at: Value | undefined): GridPoint | undefined {
    if (at === undefined) return this.point;
    const { factors } = this.stages.experiment;
    if (at.kind !== 'mapping') throw fail('SB_REFERENCE_FORM', at, `at cannot be ${kindOf(at)}`, 'write at: { FACTOR: LEVEL }, or { FACTOR: { shift: -1 } }'); // prettier-ignore
    const point = [...this.point];
    for (const [name, { key, value }] of at.entries) {
      const index = factors.findIndex((factor) => factor.name === name);
      const factor = factors[index];
      if (!factor) throw failAt('SB_FACTOR_UNKNOWN', key, `there is no factor "${name}"`, choices(name, factors.map((each) => each.name))); // prettier-ignore
      const level = value.kind === 'mapping' ? (point[index] as number) + shiftOf(value) : oneLevel(levelsNamed(factor, value), value); // prettier-ignore
      if (level < 0 || level >= factor.levels.length) return undefined;
      point[index] = level;
    }
    return point;
  }
}

function oneLevel(levels: readonly number[], value: Value): number {
  if (levels.length === 1) return levels[0] as number;
  throw fail('SB_REFERENCE_FORM', value, 'a reference leads to one level, not to several');
}

function shiftOf(value: Value): number {
  const shift = field(value, 'shift');
  if (
    shift?.kind === 'scalar' &&
    Number.isSafeInteger(shift.value) &&
    value.kind === 'mapping' &&
    value.entries.size === 1
  ) {
    return shift.value as number;
  }
  throw fail('SB_REFERENCE_FORM', value, 'a level, or { shift: n } with a whole number, is expected');
}
