import { describe, expect, it } from 'vitest';
import { cardsIn, lackingForTf32, lackingOf } from './nvidia.js';

describe('cardsIn', () => {
  it('reads a card a line, whatever its name holds', () => {
    const list = 'NVIDIA H100 80GB HBM3, 580.159.04, 9.0\nQuadro, odd, 525.60.13, [N/A]\r\n';
    expect(cardsIn(list)).toEqual([
      { name: 'NVIDIA H100 80GB HBM3', driver: '580.159.04', capability: 9 },
      { name: 'Quadro, odd', driver: '525.60.13', capability: null },
    ]);
    expect(cardsIn('No devices were found\n')).toEqual([]);
  });
});

describe('lackingOf', () => {
  it('says whether driver or card is missing', () => {
    expect(lackingOf(null)).toContain('there is no NVIDIA driver');
    expect(lackingOf([])).toBe('the NVIDIA driver finds no GPU');
    expect(lackingOf(cardsIn('NVIDIA H100, 580.1, 9.0'))).toBeNull();
  });
});

describe('lackingForTf32', () => {
  it('names the card that would compute float32 without a word', () => {
    expect(lackingForTf32(cardsIn('NVIDIA A100-SXM4-40GB, 535.104.05, 8.0\n'))).toBeNull();
    expect(lackingForTf32(cardsIn('NVIDIA A100-SXM4-40GB, 535.104.05, 8.0\nTesla T4, 535.104.05, 7.5\n'))).toBe(
      'Tesla T4 has no TF32 (compute capability 7.5, 8.0 or newer has it): leave out "precision"',
    );
    expect(lackingForTf32(cardsIn('Quadro, odd, 525.60.13, [N/A]'))).toBeNull();
  });
});
