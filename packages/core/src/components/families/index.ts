import type { Component } from '../component.js';
import { alexnet } from './alexnet.js';
import { lenet } from './lenet.js';
import { mlp } from './mlp.js';
import { plain } from './plain.js';
import { repeat } from './repeat.js';
import { resnet } from './resnet.js';
import { vgg } from './vgg.js';
import { vitTiny } from './vit-tiny.js';
import { widen } from './widen.js';

/** Families are written among layers and expand to layers. */
export const families: readonly Component[] = [
  ...[repeat, widen],
  ...[mlp, lenet, alexnet, vgg],
  ...[resnet, plain, vitTiny],
];
