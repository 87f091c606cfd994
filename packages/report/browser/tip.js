// What a point says of itself: under the pointer, at a tap, and where the keyboard is.
(() => {
  'use strict';
  const tip = document.createElement('div');
  tip.className = 'tip';
  tip.hidden = true;
  document.body.append(tip);

  const line = ([name, value]) => {
    const row = document.createElement('div');
    const term = document.createElement('span');
    term.textContent = name;
    const text = document.createElement('b');
    text.textContent = value;
    row.append(term, text);
    return row;
  };

  const isShown = ([, text]) => text !== '' && text !== null && text !== 'null' && text !== 'NaN' && text !== undefined;

  /** Shows entries near a place of the window; none hide it. */
  function show(entries, x, y) {
    const shown = entries.filter(isShown);
    tip.hidden = shown.length === 0;
    if (tip.hidden) return;
    tip.replaceChildren(...shown.map(([name, text]) => line([name, String(text)])));
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(x + 14, room))}px`;
    const below = y + 16;
    const above = y - tip.offsetHeight - 12;
    tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? Math.max(8, above) : below}px`;
  }

  const hide = () => (tip.hidden = true);
  window.addEventListener('scroll', hide, { passive: true });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  window.seedbed = { tip: { show, hide } };
})();
