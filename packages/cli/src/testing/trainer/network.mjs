/** Numbers from 0 to 1; `state` is all that there is of it (mulberry32). */
export const generator = (seed) => ({
  state: seed % 2 ** 32,
  next() {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  },
});

/** A linear classifier, trained by momentum with dropout of its inputs. */
export class Network {
  /** @param initial weights to start from; drawn where there are none. */
  constructor(features, classes, seeds, initial) {
    const init = generator(seeds.init);
    Object.assign(this, { features, classes, dropout: generator(seeds.dropout) });
    this.weights = initial?.slice(0, features * classes) ?? Float32Array.from({ length: features * classes }, () => (init.next() - 0.5) / 10); // prettier-ignore
    this.velocity = new Float32Array(features * classes);
  }

  /** @param input of one example. */
  probabilities(input) {
    const scores = Array.from({ length: this.classes }, (_, output) => input.reduce((sum, value, index) => sum + value * this.weights[index * this.classes + output], 0)); // prettier-ignore
    const highest = Math.max(...scores);
    const powers = scores.map((score) => Math.exp(score - highest));
    const sum = powers.reduce((total, power) => total + power, 0);
    return powers.map((power) => power / sum);
  }

  /** One step. @param examples as [input, label]. @returns the mean loss. */
  step(examples, { learningRate, momentum, rate = 0.1 }) {
    const gradient = new Float32Array(this.weights.length);
    let loss = 0;
    for (const [input, label] of examples) {
      const kept = input.map((value) => (this.dropout.next() < rate ? 0 : value));
      const predicted = this.probabilities(kept);
      loss -= Math.log(Math.max(predicted[label], 1e-12));
      for (const [index, value] of kept.entries())
        for (const [output, each] of predicted.entries())
          gradient[index * this.classes + output] += (value * (each - Number(output === label))) / examples.length;
    }
    for (const index of gradient.keys()) {
      this.velocity[index] = momentum * this.velocity[index] + gradient[index];
      this.weights[index] -= learningRate * this.velocity[index];
    }
    return loss / examples.length;
  }

  /** All that later steps depend on. */
  get state() {
    const { weights, velocity, dropout } = this;
    return { weights: [...weights], velocity: [...velocity], dropout: dropout.state };
  }

  set state({ weights, velocity, dropout }) {
    this.weights.set(weights);
    this.velocity.set(velocity);
    this.dropout.state = dropout;
  }
}
