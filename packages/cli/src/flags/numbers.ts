import { InvalidArgumentError } from 'commander';

export const positive = (text: string) => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError('a whole number from 1 is expected');
  return number;
};

export const natural = (text: string) => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('a whole number from 0 is expected');
  return number;
};

export const seconds = (text: string) => {
  const number = Number(text);
  if (text.trim() === '' || !(number >= 0)) throw new InvalidArgumentError('a number of seconds from 0 is expected');
  return number;
};

export const positiveNumber = (text: string) => {
  const number = Number(text);
  if (!(number > 0 && Number.isFinite(number))) throw new InvalidArgumentError('a number above 0 is expected');
  return number;
};
