/* The networks of the suite, families expanded. */
import { readFileSync } from 'node:fs';
import { core } from '../../built.mjs';

const networks = JSON.parse(readFileSync(new URL('networks.json', import.meta.url), 'utf8'));

export const networkNames = Object.keys(networks);

function expanded(layer) {
  const family = core.knownComponents.find('family', core.nameOf(layer));
  return family ? family.expand(family.options.parse(core.optionsOf(layer))) : [layer];
}

export function networkOf(name) {
  const network = networks[name];
  if (!network) throw new Error(`there is no network ${name}; there are ${networkNames.join(', ')}`);
  return { ...network, layers: network.layers.flatMap(expanded) };
}
