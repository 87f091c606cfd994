/** Pixels that a letter of a panel's title takes, in bold. */
const letter = 7.2;

/** A text in lines of so many letters at most: broken between words, and only a longer word within. */
export function wrapped(text: string, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= most) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(...(word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? []));
  }
  return lines;
}

/** The lines of a panel's title: one for each factor, more where one would be cut. */
export const titleLines = (panel: string, width: number): string[] =>
  panel.split(', ').flatMap((factor) => wrapped(factor, Math.max(8, Math.floor(width / letter))));

/** The header of panels so wide: nothing of a title is left out. */
export function panelHeader(panels: readonly string[], width: number) {
  const lines = Object.fromEntries(panels.map((panel) => [panel, titleLines(panel, width)]));
  return {
    ...{ title: null, labelAnchor: 'start' as const, labelPadding: 6, labelLineHeight: 15 },
    labelExpr: `${JSON.stringify(lines)}[datum.label]`,
    // Without a canvas letters are counted as wider than they are: what was broken to fit is not to be cut.
    labelLimit: 2 * width,
  };
}
