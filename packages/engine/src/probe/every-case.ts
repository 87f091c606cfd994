import { type KernelCase, kernelCases } from './cases.js';
import { notNumbers, tinyNumbers } from './edge-cases.js';
import { largerCases } from './larger.js';

/** All that a backend is tried with, the small cases first: their messages are the easiest to follow. */
export const everyCase: readonly KernelCase[] = [...kernelCases, ...tinyNumbers, ...notNumbers, ...largerCases];

export const nameOf = ({ kernel, about }: Pick<KernelCase, 'kernel' | 'about'>) => `${kernel}: ${about}`;
