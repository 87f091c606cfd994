import { digestOf } from '../digest/canonical.js';
import { RunStore } from '../store/run-store.js';
import { exampleManifest } from './manifests.js';

// A process of its own: writes the same few runs again and again, until it is killed or has done as told.
const [folder = '', who = '', rounds = ''] = process.argv.slice(2);
const store = new RunStore(folder);
process.stdout.write('ready\n');
for (let round = 0; round < Number(rounds); round++) {
  const curve = Array.from({ length: 200 }, () => exampleManifest().curve[0]!);
  const manifest = exampleManifest({ id: digestOf(round % 4), experiment: `${who}-${round}`, curve });
  store.writeWeights(Float32Array.from({ length: 5000 }, (_, index) => index + (round % 4)));
  store.write(manifest);
}
