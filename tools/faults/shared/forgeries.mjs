/* Edits of a manifest of a measured run by somebody who makes the digests anew, of all that docs/store.md says fsck can find. */
import { Buffer } from 'node:buffer';
import { readFileSync, writeFileSync } from 'node:fs';
import { core } from '../../built.mjs';

const otherHex = (text) => (text.startsWith('0') ? '1' : '0') + text.slice(1);

const edits = {
  'a better accuracy': ({ measured: { test } }) => (test.values.accuracy = test.values.accuracy === 99.9 ? 99.8 : 99.9),
  'another confusion count': (m) => m.measured.test.confusion[0][0]++,
  'another number of test examples': (m) => m.measured.test.examples++,
  'another replicate': (m) => m.replicate++,
  'another stage': (m) => (m.stage = 'source'),
  'another config id': (m) => (m.configId = otherHex(m.configId)),
  'another config': (m) => (m.config.training.learningRate *= 2),
  'another amount': (m) => m.config.learn.perClass++,
  'another seed': (m) => (m.seeds.split = otherHex(m.seeds.split)),
  'another data fingerprint': (m) => (m.data.fingerprint = otherHex(m.data.fingerprint)),
  'another class': (m) => (m.data.classes[0] += ' '),
  'another numerics version': (m) => m.numerics++,
  'another backend': (m) => (m.backend.library += ' '),
  'another hash chain': (m) => (m.loss.chain = otherHex(m.loss.chain)),
  'another number of steps': (m) => m.loss.steps++,
  'another loss': (m) => (m.loss.bits = changedLoss(m.loss.bits)),
  'another training loss': (m) => (m.curve[0].trainLoss *= 2),
  'another epoch': (m) => m.curve[0].epoch++,
  'another outcome': (m) => (m.outcome = { status: 'diverged', step: 1, reason: 'somebody says so' }),
};

function changedLoss(bits) {
  const bytes = Buffer.from(bits, 'base64');
  bytes[0] ^= 1;
  return bytes.toString('base64');
}

/** Edits a stored manifest. @returns what was edited. */
export function forge(path, random) {
  const what = random.oneOf(Object.keys(edits));
  const manifest = JSON.parse(readFileSync(path, 'utf8'));
  edits[what](manifest);
  writeFileSync(path, core.manifestText(core.seal(manifest)));
  return what;
}
