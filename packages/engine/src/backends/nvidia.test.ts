import { describe, expect, it } from 'vitest';
import { cardsIn, lackingOf } from './nvidia.js';

describe('cardsIn', () => {
  it('reads a card a line, whatever its name holds', () => {
    const list = 'NVIDIA H100 80GB HBM3, 580.159.04\nQuadro, odd, 525.60.13\r\n';
    expect(cardsIn(list)).toEqual([
      { name: 'NVIDIA H100 80GB HBM3', driver: '580.159.04' },
      { name: 'Quadro, odd', driver: '525.60.13' },
    ]);
    expect(cardsIn('No devices were found\n')).toEqual([]);
  });
});

describe('lackingOf', () => {
  it('says whether driver or card is missing', () => {
    expect(lackingOf(null)).toContain('there is no NVIDIA driver');
    expect(lackingOf([])).toBe('the NVIDIA driver finds no GPU');
    expect(lackingOf(cardsIn('NVIDIA H100, 580.1'))).toBeNull();
  });
});
