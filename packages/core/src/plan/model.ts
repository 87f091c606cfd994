import { z } from 'zod';
import type { Configured } from '../components/component.js';
import type { Registry } from '../components/registry.js';
import { canonicalJson } from '../digest/canonical.js';
import { checked } from '../spec/checked.js';
import type { Configurator } from '../spec/configure.js';
import { inputSchemas } from '../spec/field-schemas.js';
import { isOutput } from '../components/units.js';
import { usual } from '../spec/usual.js';
import { fail, type Mapping, type Value } from '../spec/value.js';

const { mean, std } = inputSchemas;
const inputSchema = z.strictObject({ mean: mean.default([...usual.mean]), std: std.default([...usual.std]) });
const usualInput = canonicalJson(inputSchema.parse({}));

/** A network: what is done to its input, and its layers with families expanded. */
export function modelOf(
  stage: Mapping,
  get: (key: string) => Value | undefined,
  configurator: Configurator,
  registry: Registry,
): { input?: unknown; layers: readonly Configured[] } {
  const written = get('layers');
  if (written === undefined) throw fail('SB_SPEC_INVALID', stage, 'the stage has no layers', 'say model.layers, or layers in the stage'); // prettier-ignore
  const layers = configurator.layers(written);
  const at = (index: number): Value => (written.kind === 'list' ? (written.items.at(index) ?? written) : written);
  if (!isOutput(layers.at(-1), registry)) {
    throw fail('SB_MODEL_OUTPUT', at(-1), 'the last layer is no output', 'end with classifier, or with regressor for numeric targets'); // prettier-ignore
  }
  const early = layers.slice(0, -1).findIndex((layer) => isOutput(layer, registry));
  if (early >= 0) throw fail('SB_MODEL_OUTPUT', at(early), 'an output can only be the last layer');
  const input = get('input');
  const checkedInput = input && checked(inputSchema, input, 'input');
  if (checkedInput && checkedInput.mean.length !== checkedInput.std.length) {
    throw fail('SB_SPEC_INVALID', input as Value, `mean has ${checkedInput.mean.length} numbers and std ${checkedInput.std.length}: one each a channel`); // prettier-ignore
  }
  if (!checkedInput || canonicalJson(checkedInput) === usualInput) return { layers };
  return { input: checkedInput, layers };
}
