import { describe, expect, it } from 'vitest';
import { lackingForPin } from './instruction-set.js';

const info = (flags: string) => `processor\t: 0\nflags\t\t: fpu ${flags} sse2\nbugs\t:\n`;

describe('lackingForPin', () => {
  it('wants AVX2 and fused multiply-add of an x64 processor', () => {
    expect(lackingForPin('AVX2', info('avx avx2 fma'), 'x64')).toBeNull();
    expect(lackingForPin('AVX2', info('avx fma'), 'x64')).toBe('this processor has no avx2');
    expect(lackingForPin('AVX2', info('avx'), 'x64')).toBe('this processor has no avx2, fma');
    expect(lackingForPin('AVX2', info('asimd'), 'arm64')).toBe('this processor is arm64, not x64');
  });

  it('takes the word of a system that does not tell', () => {
    expect(lackingForPin('AVX2', null, 'x64')).toBeNull();
  });
});
