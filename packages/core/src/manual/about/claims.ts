import type { AboutFields } from './about.js';

export const aboutClaims: AboutFields = {
  'claims[].id': { example: 'C1', meaning: 'what tables call it' },
  'claims[].statement': { example: 'Dropout helps.', meaning: 'what is asserted, in one sentence' },
  'claims[].origin': { example: 'stated', meaning: 'stated by the paper, inferred from it, or ours' },
  'claims[].quote': { example: '{ text: "…", source: section 6 }', meaning: "the paper's own words" },
  'claims[].quote.text': { example: 'dropout improves generalization', meaning: 'the words' },
  'claims[].quote.source': { example: 'section 6', meaning: 'where they are' },
  'claims[].metric': {
    example: 'test.loss',
    meaning: 'the metric that is looked at; else test.accuracy, with a regressor test.rmse',
  },
  'claims[].over': { example: 'size', meaning: 'factors or variables at whose levels it is judged one by one' },
  'claims[].at': { example: '{ size: { below: 500 } }', meaning: 'levels that are looked at, instead of all' },
  'claims[].mean': { example: 'size', meaning: 'factors or variables over which is averaged within a replicate' },
  'claims[].alpha': { example: '0.05', meaning: 'how often a verdict may be wrong where nothing differs' },
  'claims[].margin': {
    example: '1',
    meaning: "what would be too small to matter, in the metric's unit; of a trend a step of its axis",
  },
  'claims[].test.trend': {
    example: '{ direction: falling, plus: { condition: FTall }, minus: { condition: base } }',
  },
  'claims[].test.trend.direction': { example: 'falling', meaning: 'which way' },
  'claims[].test.trend.plus': { example: '{ condition: FTall }', meaning: 'levels that are added' },
  'claims[].test.trend.minus': { example: '{ condition: base }', meaning: 'levels that are subtracted, or a number' },
  'claims[].test.contrasts': {
    example: '[{ plus: { dropout: 0.5 }, minus: { dropout: 0 } }]',
  },
  'claims[].test.equivalence': {
    example: '[{ plus: { depth: 1 }, minus: { depth: 2 } }]',
  },
  'claims[].test.best': {
    example: '{ among: { condition: "S{depth}T" }, are: { condition: [S2T, S3T] } }',
  },
  'claims[].test.best.among': { example: '{ condition: "S{depth}T" }', meaning: 'levels that are compared' },
  'claims[].test.best.are': { example: '{ condition: [S2T, S3T] }', meaning: 'those of them that are claimed' },
};
