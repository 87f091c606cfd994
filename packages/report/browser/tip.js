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

  /** The element that is spoken of, where the reader chose one: the tip stays with it. */
  let anchor = null;

  function place(x, y) {
    const room = document.documentElement.clientWidth - tip.offsetWidth - 8;
    tip.style.left = `${Math.max(8, Math.min(x + 14, room))}px`;
    const below = y + 16;
    const above = y - tip.offsetHeight - 12;
    tip.style.top = `${below + tip.offsetHeight > window.innerHeight ? Math.max(8, above) : below}px`;
  }

  function fill(entries) {
    const shown = entries.filter(isShown);
    tip.hidden = shown.length === 0;
    tip.replaceChildren(...shown.map(([name, text]) => line([name, String(text)])));
  }

  /** Shows entries near a place of the window; none hide it. */
  function show(entries, x, y) {
    anchor = null;
    fill(entries);
    place(x, y);
  }

  const beside = () => {
    const box = anchor.getBoundingClientRect();
    place(box.left + box.width / 2, box.top + box.height / 2);
  };

  /** The same beside an element, with which it moves. */
  function showAt(entries, element) {
    anchor = element;
    fill(entries);
    beside();
  }

  function hide() {
    anchor = null;
    tip.hidden = true;
  }

  window.addEventListener('scroll', () => (anchor ? beside() : hide()), { passive: true });
  window.addEventListener('keydown', (event) => event.key === 'Escape' && hide());
  window.seedbed = { tip: { show, showAt, hide } };
})();
