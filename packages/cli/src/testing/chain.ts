/** Three stages, each from the weights of the one before. */
export const chainSpec = `seedbed: 2
name: chain
title: A chain
question: What is forgotten?
seed: 1
replicates: 1
data: { fashion: { plugin: fashionmnist, classes: { a: 2, b: 2, c: 2 } } }
model: { layers: [{ conv: 2 }, relu, { maxPool: 4 }, { dense: 4 }, relu, classifier] }
training: { optimizer: sgd, learningRate: 0.1, batchSize: 4, steps: 5 }
stages:
  first: { learn: { data: fashion, classes: a, perClass: 4 } }
  second: { learn: { data: fashion, classes: b, perClass: 4 }, weights: first, measure: [test] }
  third: { learn: { data: fashion, classes: c, perClass: 4 }, weights: second, measure: [test] }
`;
