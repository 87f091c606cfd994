/** How often something was seen. */
export class Tally<What extends string> {
  private readonly times = new Map<What, number>();

  add(what: What): void {
    this.times.set(what, this.of(what) + 1);
  }

  of(what: What): number {
    return this.times.get(what) ?? 0;
  }

  get total(): number {
    return [...this.times.values()].reduce((sum, times) => sum + times, 0);
  }

  /** The most frequent ones as words, and `rest` where there are more. */
  most(number: number, words: (seen: { what: What; times: number }) => string, rest: string): string {
    const seen = [...this.times].map(([what, times]) => ({ what, times })).sort((a, b) => b.times - a.times);
    return [...seen.slice(0, number).map(words), ...(seen.length > number ? [rest] : [])].join(', ');
  }
}
