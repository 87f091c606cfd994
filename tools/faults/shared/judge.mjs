/* What is held against what was promised. */

/** What can go wrong, by the name that the page has for it. */
export const wrongs = {
  lost: 'lost: a result is gone, differs from the calm one, or cannot be had any more',
  accepted: 'wrong accepted: something damaged was used as if it were whole',
  finding: 'wrong finding: damage that was not named, or not as what it is; whole things that were; a crash',
};

export class Judge {
  checks = 0;
  problems = [];

  /** @param wrong a key of `wrongs`. */
  expect(holds, wrong, what) {
    this.checks++;
    if (!holds) this.problems.push({ wrong, what });
  }
}
