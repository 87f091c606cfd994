import type { Configured } from '../components/component.js';
import { allLayers, parameterCount, placeNetwork, storedCount } from '../components/network.js';
import { knownComponents } from '../components/registry.js';
import { type Shape, sizeOf } from '../components/shapes.js';
import { unitsOf } from '../components/units.js';
import { sum } from './sum.js';

/** What one example means to a unit of a network. */
export interface UnitSize {
  /** Multiply-adds of its forward pass. */
  readonly cost: number;
  readonly parameters: number;
  /** Numbers that are stored of it: parameters and buffers. */
  readonly stored: number;
  /** Values that its layers with weights give. */
  readonly wide: number;
  /** Values that the next unit gets. */
  readonly output: number;
}

/**
 * A network unit by unit, the output last: for estimates of time and memory.
 * @param input shape of an example that goes into it.
 * @param outputs units of the output: a class each, or a numeric target.
 * @throws SeedbedError SB_SPEC_SHAPE for layers that do not fit.
 */
export function unitSizes(layers: readonly Configured[], input: Shape, outputs: number): UnitSize[] {
  const placed = placeNetwork(layers, input, outputs, knownComponents);
  let at = 0;
  return unitsOf(layers, knownComponents).map(({ length }) => {
    const unit = placed.slice(at, (at += length));
    const all = allLayers(unit);
    const weighted = all.filter(({ parameters, inside }) => parameters.length > 0 && inside.length === 0);
    return {
      cost: sum(all.map(({ cost }) => cost)),
      parameters: parameterCount(unit),
      stored: storedCount(unit),
      wide: sum(weighted.map(({ output }) => sizeOf(output))),
      output: sizeOf(unit.at(-1)?.output ?? []),
    };
  });
}
