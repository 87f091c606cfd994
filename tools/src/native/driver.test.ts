import { describe, expect, it } from 'vitest';
import { driverProblem } from './driver';

describe('driverProblem', () => {
  it('is content with a driver that CUDA 12 runs on', () => {
    expect(driverProblem('NVIDIA H100 80GB HBM3, 580.159.04\n')).toBeUndefined();
    expect(driverProblem('Tesla, T4, 525.60.13\n')).toBeUndefined();
  });

  it.each([
    [undefined, 'there is no NVIDIA driver here (nvidia-smi does not answer)'],
    ['', 'the NVIDIA driver finds no GPU'],
    ['Tesla K80, 470.256.02\n', 'the NVIDIA driver 470.256 is too old for CUDA 12'],
    ['Tesla T4, 525.53\n', 'the NVIDIA driver 525.53 is too old for CUDA 12'],
  ])('says of %j what is missing', (list, message) => {
    expect(driverProblem(list)).toMatchObject({ code: 'SB_NATIVE_DRIVER', message });
  });
});
