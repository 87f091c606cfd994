/**
 * Version of everything in the engine that decides a run's bits. It is part of every run id: raise it with each change
 * that moves a digest, and say in CHANGELOG.md why. What only one backend computes has a version in its library's name.
 */
export const numericsVersion = 3;
