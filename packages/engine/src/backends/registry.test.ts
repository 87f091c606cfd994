import { describe, expect, it } from 'vitest';
import { backends, registerBackend } from './registry.js';

const open = () => Promise.reject(new Error('not opened here'));
const provider = { name: 'a-lab', about: 'for a test', portable: false, bitwise: true, missing: () => null, open };

describe('registerBackend', () => {
  it('adds a backend under the name of its package, once', () => {
    const before = backends.length;
    for (let time = 0; time < 2; time++) registerBackend('a-lab', { ...provider });
    expect(backends.slice(before).map(({ name }) => name)).toEqual(['a-lab']);
  });

  it.each([
    ['nothing', undefined, 'the backend is called "undefined"'],
    ['one of another name', { ...provider, name: 'tensorflow' }, 'the backend is called "tensorflow"'],
    ['one that cannot be opened', { ...provider, open: undefined }, 'the backend has no function "open"'],
    ['one that cannot say what is missing', { ...provider, missing: null }, 'the backend has no function "missing"'],
    ['one that promises nothing', { ...provider, bitwise: undefined }, 'does not say whether it is bitwise'],
  ])('refuses %s', (_, candidate, message) => {
    const refused = expect.objectContaining({ code: 'SB_BACKEND_INVALID', message: expect.stringContaining(message) });
    expect(() => registerBackend('a-lab', candidate)).toThrow(refused);
  });
});
