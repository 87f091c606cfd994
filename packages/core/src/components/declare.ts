import type { Component, ComponentKind } from './component.js';

/* Components of all kinds that need no more than options, in their first version. Layers, families and metrics say more. */

const of = (kind: ComponentKind) => (rest: Omit<Component, 'kind' | 'version'>): Component => ({ kind, version: 1, ...rest }); // prettier-ignore

export const optimizer = of('optimizer');
export const loss = of('loss');
export const initializer = of('initializer');
export const transform = of('transform');
export const method = of('method');
export const mask = of('mask');
