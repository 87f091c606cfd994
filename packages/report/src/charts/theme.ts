import type { Config } from 'vega-lite';
import { scheme } from 'vega';

/** Colours of the page and its charts, by the name of the CSS variable that stands for them in the page. */
export const inks = {
  ink: { light: '#1c2128', dark: '#e8eaed' },
  muted: { light: '#5a6270', dark: '#a3abb8' },
  axis: { light: '#9aa1ab', dark: '#69717d' },
  grid: { light: '#e7e9ec', dark: '#2a2f37' },
  band: { light: '#eef0f3', dark: '#22272e' },
  paper: { light: '#fdfdfc', dark: '#15181c' },
  training: { light: '#c2571a', dark: '#f0a35e' },
  validation: { light: '#27509b', dark: '#8fb4f5' },
  good: { light: '#0b6e5b', dark: '#5fcfb2' },
  bad: { light: '#b3261e', dark: '#ff8f85' },
} as const;

export const colour = Object.fromEntries(Object.entries(inks).map(([name, { light }]) => [name, light])) as {
  readonly [name in keyof typeof inks]: string;
};

/** Where on the plasma scale the fewest and the most images stand: ordered in lightness, 3:1 against the paper. */
const span = { light: [0.63, 0.02], dark: [0.88, 0.41] } as const;

const plasma = scheme('plasma') as unknown as (t: number) => string;

const hex = (rgb: string) =>
  `#${(rgb.match(/\d+/g) ?? []).map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;

/** An ordered palette for target sizes that colour-blind readers can order too, one colour a size. */
export function sizeColours(sizes: number, mode: 'light' | 'dark' = 'light'): string[] {
  const [first, last] = span[mode];
  return Array.from({ length: sizes }, (_, index) =>
    hex(plasma(sizes === 1 ? last : first + ((last - first) * index) / (sizes - 1))),
  );
}

/** Which CSS variable stands for a colour of the light palette. */
export function cssVariables(sizes: number): ReadonlyMap<string, string> {
  const named = Object.entries(inks).map(([name, { light }]) => [light, `var(--${name})`] as const);
  const ordered = sizeColours(sizes).map((value, index) => [value, `var(--size-${index})`] as const);
  return new Map([...named, ...ordered]);
}

/** The look that all charts share. */
export const chartConfig: Config = {
  font: 'system-ui, sans-serif',
  background: 'transparent',
  aria: false,
  mark: { aria: false },
  view: { stroke: null },
  axis: {
    aria: false,
    labelColor: colour.muted,
    titleColor: colour.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    titlePadding: 10,
    labelPadding: 6,
    // Without a canvas letters are counted as wider than they are: names of conditions must fit even so.
    labelLimit: 260,
    domainColor: colour.axis,
    tickColor: colour.axis,
    tickSize: 4,
    gridColor: colour.grid,
  },
  axisY: { domain: false, ticks: false },
  axisX: { grid: false, labelAngle: 0 },
  legend: {
    aria: false,
    labelColor: colour.ink,
    titleColor: colour.muted,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 500,
    orient: 'top',
    titleLimit: 400,
    columnPadding: 16,
    symbolSize: 70,
  },
  header: {
    labelColor: colour.ink,
    labelFontSize: 12,
    labelFontWeight: 600,
    titleColor: colour.muted,
    titleFontSize: 12,
    titleFontWeight: 500,
  },
  title: {
    aria: false,
    anchor: 'start',
    color: colour.ink,
    fontSize: 14,
    fontWeight: 600,
    subtitleColor: colour.muted,
    subtitleFontSize: 12,
    subtitlePadding: 4,
    offset: 12,
  },
};
