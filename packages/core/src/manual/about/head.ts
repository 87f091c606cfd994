import type { AboutFields } from './about.js';

/** What an experiment says of itself. */
export const aboutHead: AboutFields = {
  extends: { example: '../other/experiment.yaml', meaning: 'the file of which this one changes what it says' },
  seedbed: { example: '2' },
  name: { example: 'dropout' },
  title: { example: 'Does dropout help a small network?' },
  question: { example: 'Is a network with dropout better when there is little to learn from?' },
  citation: { example: '{ text: "Srivastava et al. 2014", doi: 10.5555/2627435.2670313 }' },
  'citation.text': { example: 'Srivastava et al.: Dropout. JMLR 15 (2014), 1929-1958' },
  'citation.doi': { example: '10.5555/2627435.2670313' },
  'citation.url': { example: 'https://jmlr.org/papers/v15/srivastava14a.html' },
  seed: { example: '2016' },
  replicates: { example: '5' },
  trainer: { example: '{ command: [python, train.py] }' },
  backend: { example: '{ isa: AVX2 }' },
  'backend.allow': { example: '[tensorflow, wasm]' },
  'backend.requires': { example: 'portable' },
  'backend.isa': { example: 'AVX2' },
  'backend.threads': { example: '1' },
  precision: { example: 'tf32' },
  determinism: { example: 'tolerance' },
  provenance: { example: '{ training.batchSize: { origin: ours, note: "not found in the paper" } }' },
};
