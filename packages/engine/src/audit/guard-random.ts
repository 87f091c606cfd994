import crypto from 'node:crypto';
import { guard } from './hooks.js';

const ofCrypto = [
  'randomBytes',
  'pseudoRandomBytes',
  'randomFill',
  'randomFillSync',
  'randomInt',
  'randomUUID',
  'randomUUIDv7',
  'generateKey',
  'generateKeySync',
  'generateKeyPair',
  'generateKeyPairSync',
  'generatePrime',
  'generatePrimeSync',
];

/** Random numbers without a seed: `Math.random`, crypto's own, and the keys that it makes. */
export function guardRandom(): void {
  guard(Math, 'random', 'random', 'Math.random()');
  for (const key of ofCrypto) guard(crypto, key, 'random', `crypto.${key}()`);
  const { webcrypto, ECDH, DiffieHellman, DiffieHellmanGroup } = crypto as typeof crypto & Record<string, Maker>;
  for (const key of ['getRandomValues', 'randomUUID']) {
    guard(Object.getPrototypeOf(webcrypto) as object, key, 'random', `crypto.${key}()`);
  }
  guard(Object.getPrototypeOf(webcrypto.subtle) as object, 'generateKey', 'random', 'crypto.subtle.generateKey()');
  for (const maker of [ECDH, DiffieHellman, DiffieHellmanGroup]) {
    if (maker) guard(maker.prototype, 'generateKeys', 'random', 'crypto’s generateKeys()');
  }
  guard(URL, 'createObjectURL', 'random', 'URL.createObjectURL()');
}

interface Maker {
  readonly prototype: object;
}
